import { assertEquals } from "@std/assert/equals";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { finished, ioError } from "../io/fake_io.ts";
import { countersOf } from "./fake_machine.ts";
import { FakeTextServer } from "./fake_text_server.ts";

const SERVER = "198.51.100.20";

const LINK = { index: 2, ifname: "eth0", "link_type": "ether", mtu: 1500 };

const ADDRESSES = [
  { family: "inet", local: "198.51.100.10", prefixlen: 24, scope: "global" },
];

/** A watch of a server on the same network, whose cable can be pulled. */
export class CableScene {
  readonly server = new FakeTextServer(`${SERVER}:4578`);
  readonly io: FakeFollowingIo = new FakeFollowingIo({
    dial: (options) => this.server.dial(options),
    spawn: async (program, args, { signal }) => {
      const isFacts = program === "ip";
      await this.io.clock.sleep(isFacts ? this.factsMs : 2, signal);
      return await this.#spawn(program, args);
    },
  });
  /** All moves, as lines. */
  readonly told: string[] = [];
  /** How long this host's own facts take, in virtual milliseconds. */
  factsMs = 0;
  #carrier = true;
  readonly #ended = new AbortController();
  readonly #work: Promise<void> = this.#follow();

  /** Pulls the cable, or plugs it in again; the kernel tells of it or not. */
  cable(state: "in" | "out", isTold = true): void {
    this.#carrier = state === "in";
    this.server.become(state === "in" ? "well" : "gone");
    const flags = this.#flags().join(",");
    if (isTold) this.io.say(`2: eth0: <${flags}> mtu 1500`);
  }

  /** What is sent while some virtual time passes: connects, and beats. */
  async sentIn(ms: number): Promise<readonly [dials: number, beats: number]> {
    const { calls, clock } = this.io;
    const dials = () => calls.filter((call) => call.startsWith("dial")).length;
    const before = [dials(), this.server.beats] as const;
    await clock.advance(ms);
    return [dials() - before[0], this.server.beats - before[1]];
  }

  /** Ends the watch, and waits until nothing is left. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.io.clock.run(this.#work);
    assertEquals(this.io.clock.sleeping, 0);
  }

  #flags(): readonly string[] {
    return this.#carrier ? ["UP", "LOWER_UP"] : ["NO-CARRIER", "UP"];
  }

  async #follow(): Promise<void> {
    const openWebSocket = () => Promise.reject(ioError("failed"));
    const world = createWatchWorld(Object.assign(this.io, { openWebSocket }));
    const options = { signal: this.#ended.signal };
    const moves = watchWith(world, `text://${SERVER}:4578`, options);
    for await (const { to, verdict } of moves) {
      this.told.push(
        verdict === null ? to : `${to} ${verdict.candidates.join(" | ")}`,
      );
    }
  }

  #spawn(program: string, args: readonly string[]) {
    if (program === "nstat") {
      const sent = this.io.calls.filter((call) => call.startsWith("dial"));
      return Promise.resolve(finished(JSON.stringify(countersOf(sent.length))));
    }
    if (program !== "ip") return Promise.reject(ioError("not-found"));
    const way = { dst: SERVER, dev: "eth0", flags: [] };
    const nic = { ...LINK, flags: this.#flags(), "addr_info": ADDRESSES };
    const said = args.includes("addr") ? [nic] : [way];
    const text = JSON.stringify(args.includes("neigh") ? [] : said);
    return Promise.resolve(finished(text));
  }
}
