import { assertEquals } from "@std/assert/equals";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { finished, ioError } from "../io/fake_io.ts";
import { FakeTextServer } from "./fake_text_server.ts";

const SERVER = "198.51.100.20";

const LINK = { index: 2, ifname: "eth0", "link_type": "ether", mtu: 1500 };

const ADDRESSES = [
  { family: "inet", local: "198.51.100.10", prefixlen: 24, scope: "global" },
];

/** A watch of a server on the same network, whose cable can be pulled. */
class Scene {
  readonly server = new FakeTextServer(`${SERVER}:4578`);
  readonly io: FakeFollowingIo = new FakeFollowingIo({
    dial: (options) => this.server.dial(options),
    spawn: (program, args) => this.#spawn(program, args),
  });
  /** All moves, as lines. */
  readonly told: string[] = [];
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
      this.told.push(verdict === null ? to : `${to} ${verdict.mode}`);
    }
  }

  #spawn(program: string, args: readonly string[]) {
    if (program !== "ip") return Promise.reject(ioError("not-found"));
    const way = { dst: SERVER, dev: "eth0", flags: [] };
    const nic = { ...LINK, flags: this.#flags(), "addr_info": ADDRESSES };
    const said = args.includes("addr") ? [nic] : [way];
    const text = JSON.stringify(args.includes("neigh") ? [] : said);
    return Promise.resolve(finished(text));
  }
}

Deno.test("`watch()` sends nothing on a link that is lost, and is back at once", async () => {
  const scene = new Scene();
  await scene.sentIn(5250);
  assertEquals(scene.told, ["connecting", "online"]);
  scene.cable("out");
  assertEquals(await scene.sentIn(20_000), [0, 0]);
  assertEquals(scene.told.slice(2, 4), [
    "suspect",
    "offline client-cable-unplugged",
  ]);
  scene.cable("in");
  await scene.sentIn(600);
  assertEquals(scene.told.at(-1), "online");
  await scene.end();
});

Deno.test("`watch()` is back on a link whose return nobody tells", async () => {
  const scene = new Scene();
  await scene.sentIn(5250);
  scene.cable("out");
  await scene.sentIn(20_000);
  scene.cable("in", false);
  await scene.sentIn(2000);
  assertEquals(scene.told.at(-1), "online");
  const [, beats] = await scene.sentIn(5000);
  assertEquals(beats, 10);
  await scene.end();
});
