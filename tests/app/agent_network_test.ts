import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";
import { canMakeNetworks, GATEWAY, PEER } from "../probe/network.ts";
import { AgentNetwork, PEER_ASIDE } from "./agent_network.ts";

const ignore = !canMakeNetworks;

/** A fault of the proxy machine, and its end. */
interface Fault {
  readonly what: string;
  readonly mode: FailureMode;
  begin(scene: AgentNetwork): Promise<void>;
  /** What must happen before anybody can tell. */
  find(scene: AgentNetwork): Promise<void>;
  end(scene: AgentNetwork): Promise<void>;
}

const FAULTS: readonly Fault[] = [
  {
    what: "a pulled cable",
    mode: "proxy-cable-unplugged",
    begin: ({ network }) => network.cable("peer", "down"),
    find: () => Promise.resolve(),
    end: ({ network }) => network.cable("peer", "up"),
  },
  {
    what: "a disabled network",
    mode: "proxy-network-down",
    begin: ({ network }) => network.ip("peer", "link set eth0 down"),
    find: () => Promise.resolve(),
    async end({ network }) {
      await network.ip("peer", "link set eth0 up");
      await network.ip("peer", `route add default via ${GATEWAY}`);
    },
  },
  {
    what: "a lost power",
    mode: "proxy-machine-off",
    async begin(scene) {
      await scene.killAgent();
      await scene.network.cable("peer", "down");
      await scene.killProxy();
    },
    async find(scene) {
      await scene.startProxy();
      await scene.restartAgent();
    },
    end: ({ network }) => network.cable("peer", "up"),
  },
];

/** Follows the moves of a watch. */
class Moves {
  readonly #moves: AsyncGenerator<WatchTransition>;

  constructor(moves: AsyncGenerator<WatchTransition>) {
    this.#moves = moves;
  }

  /** Reads up to the next move of that cause, or into that state. */
  async until(word: string): Promise<WatchTransition> {
    for (;;) {
      const { done, value } = await this.#moves.next();
      if (done) throw new Error(`No ${word} was told`);
      if (value.cause === word || value.to === word) return value;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#moves.return(undefined);
  }

  /** Reads up to the outage in which the proxy machine is silent. */
  async untilSilent(): Promise<WatchTransition> {
    for (;;) {
      const move = await this.until("offline");
      if (move.verdict?.mode === "proxy-unreachable") return move;
    }
  }
}

function verdictOf({ outage, verdict }: WatchTransition) {
  return [outage, verdict?.mode, verdict?.certain];
}

for (const { what, mode, begin, find, end } of FAULTS) {
  Deno.test({
    name: `\`watch --agent\` names ${what} of the proxy machine afterwards`,
    ignore,
    async fn() {
      await using scene = await AgentNetwork.open();
      await scene.startAgent(PEER);
      await using moves = new Moves(scene.run("watch", PEER));
      await moves.until("online");
      await begin(scene);
      await moves.untilSilent();
      await find(scene);
      await end(scene);
      const told = await moves.until("reclassified");
      assertEquals(verdictOf(told), [1, mode, true]);
      assertEquals(told.from, told.to);
    },
  });
}

for (const { what, mode, begin, find, end } of FAULTS) {
  Deno.test({
    name: `\`watch --agent\` names ${what} of the proxy machine meanwhile`,
    ignore,
    async fn() {
      await using scene = await AgentNetwork.open();
      await scene.startAgent(PEER_ASIDE);
      await using moves = new Moves(scene.run("watch", PEER_ASIDE));
      await moves.until("online");
      await begin(scene);
      await moves.untilSilent();
      await find(scene);
      const told = await moves.until("reclassified");
      assertEquals(verdictOf(told), [1, mode, true]);
      assert(told.to !== "online");
      await end(scene);
      const back = await moves.until("online");
      assertEquals(verdictOf(back), [1, undefined, undefined]);
    },
  });
}

// Who finds a machine without power cannot ask it.
for (const { what, mode, begin } of FAULTS.slice(0, 2)) {
  Deno.test({
    name:
      `\`watch --agent\` names ${what} of the proxy machine before it began`,
    ignore,
    async fn() {
      await using scene = await AgentNetwork.open();
      await scene.startAgent(PEER_ASIDE);
      await begin(scene);
      await using moves = new Moves(scene.run("watch", PEER_ASIDE));
      const { phase } = await moves.untilSilent();
      const told = await moves.until("reclassified");
      assertEquals(phase, "before-connect");
      assertEquals(verdictOf(told), [1, mode, true]);
    },
  });

  Deno.test({
    name: `\`diagnose --agent\` names ${what} of the proxy machine`,
    ignore,
    async fn() {
      await using scene = await AgentNetwork.open();
      await scene.startAgent(PEER_ASIDE);
      await begin(scene);
      const { value } = await scene.run("diagnose", PEER_ASIDE).next();
      assertEquals(verdictOf(value), [undefined, mode, true]);
    },
  });
}
