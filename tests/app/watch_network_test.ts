import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { signalChild } from "../../src/io/deno_child.ts";
import {
  canMakeNetworks,
  GATEWAY,
  SERVER,
  TestNetwork,
} from "../probe/network.ts";
import type { Told } from "./watch_in_namespace.ts";

const ignore = !canMakeNetworks;

const PORT = 4578;

/**
 * Longest from an event of the kernel to its name, in milliseconds: silence
 * alone would be doubted only after two intervals, which are 1000.
 */
const NAMED_MS = 500;

/**
 * Longest from a network that is back to a session, in milliseconds. Measured
 * twenty times each: 0.95 s at most, where neighbour discovery that began in
 * vain waits its own second; the rest is for a machine that is busy.
 */
const BACK_MS = 2000;

const WATCH = new URL("./watch_in_namespace.ts", import.meta.url).pathname;
const SERVE = new URL("./serve_in_namespace.ts", import.meta.url).pathname;

/** A watch from one host of a network to a server on another. */
class WatchedNetwork {
  readonly network: TestNetwork;
  readonly #server: Deno.ChildProcess;
  readonly #client: Deno.ChildProcess;
  readonly #lines: AsyncGenerator<string>;

  private constructor(
    network: TestNetwork,
    server: Deno.ChildProcess,
    client: Deno.ChildProcess,
  ) {
    this.network = network;
    this.#server = server;
    this.#client = client;
    this.#lines = linesOf(client);
  }

  /** Builds a network, and begins to watch. */
  static async open(hearing = "hearing"): Promise<WatchedNetwork> {
    const network = await TestNetwork.open();
    const server = network.start(
      "server",
      ...["--allow-net", SERVE, SERVER, `${PORT}`],
    );
    const listening = linesOf(server);
    await listening.next();
    await listening.return(undefined);
    const client = network.start(
      "client",
      ...["--allow-net", "--allow-run=ip,ping,nstat", "--allow-read"],
      ...[WATCH, `text://${SERVER}:${PORT}`, hearing],
    );
    return new WatchedNetwork(network, server, client);
  }

  /** Reads what is told, up to and with the first that begins so. */
  async until(what: string): Promise<readonly Told[]> {
    const all: Told[] = [];
    for (;;) {
      const line = await this.#lines.next();
      if (line.done === true) throw new Error(`No ${what} was told`);
      const told = JSON.parse(line.value);
      all.push(told);
      if (told.what.startsWith(what)) return all;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lines.return(undefined);
    for (const child of [this.#client, this.#server]) {
      await stop(child);
    }
    await this.network[Symbol.asyncDispose]();
  }
}

async function stop(child: Deno.ChildProcess): Promise<void> {
  signalChild(child, "SIGTERM");
  await child.status;
}

async function* linesOf(child: Deno.ChildProcess): AsyncGenerator<string> {
  let text = "";
  for await (
    const piece of child.stdout.pipeThrough(new TextDecoderStream())
  ) {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
}

/** What was told of moves, without the round trips. */
function movesOf(all: readonly Told[]): readonly string[] {
  return all.map(({ what }) => what).filter((what) => what !== "round-trip");
}

/** An outage of this host's own network, and its mode. */
interface Outage {
  readonly what: string;
  readonly mode: string;
  begin(network: TestNetwork): Promise<void>;
  end(network: TestNetwork): Promise<void>;
}

const OUTAGES: readonly Outage[] = [
  {
    what: "a pulled cable",
    mode: "client-cable-unplugged",
    begin: (network) => network.cable("client", "down"),
    end: (network) => network.cable("client", "up"),
  },
  {
    what: "a disabled interface",
    mode: "client-network-down",
    begin: (network) => network.ip("client", "link set eth0 down"),
    async end(network) {
      await network.ip("client", "link set eth0 up");
      await restoreRoute(network);
    },
  },
  {
    what: "a lost route",
    mode: "client-network-down",
    begin: (network) => network.ip("client", "route del default"),
    end: restoreRoute,
  },
];

async function restoreRoute(network: TestNetwork): Promise<void> {
  await network.ip("client", `route add default via ${GATEWAY}`);
}

const CASES = OUTAGES.flatMap((outage) => [
  { ...outage, hearing: "hearing", source: "the kernel's event" },
  { ...outage, hearing: "deaf", source: "looks where no event is told" },
]);

for (const { what, mode, begin, end, hearing, source } of CASES) {
  Deno.test({
    name: `\`watch()\` names ${what} by ${source}, and is back`,
    ignore,
    async fn() {
      await using watched = await WatchedNetwork.open(hearing);
      const { network } = watched;
      const start = await watched.until("online");
      await watched.until("round-trip");
      await watched.until("round-trip");
      const brokenAtMs = Date.now();
      await begin(network);
      const outage = await watched.until("offline");
      const tookMs = (outage.at(-1)?.atMs ?? Infinity) - brokenAtMs;
      const mendedAtMs = Date.now();
      await end(network);
      const recovery = await watched.until("online");
      const backMs = (recovery.at(-1)?.atMs ?? Infinity) - mendedAtMs;
      assertEquals(movesOf(start), ["connecting", "online"]);
      assertEquals(movesOf(outage), ["suspect", `offline ${mode}`]);
      assert(tookMs <= NAMED_MS, `${tookMs}`);
      assert(backMs <= BACK_MS, `${backMs}`);
    },
  });
}

Deno.test({
  name: "`watch()` does not mind another interface that comes and goes",
  ignore,
  async fn() {
    await using watched = await WatchedNetwork.open();
    const { network } = watched;
    await watched.until("online");
    await watched.until("round-trip");
    await network.ip("client", "link add other type bridge");
    await network.ip("client", "addr add 192.0.2.1/24 dev other");
    await network.ip("client", "link set other up");
    await network.ip("client", "link set other down");
    const later = [
      ...await watched.until("round-trip"),
      ...await watched.until("round-trip"),
    ];
    assertEquals(movesOf(later), []);
  },
});
