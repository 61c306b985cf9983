import { assertEquals } from "@std/assert/equals";
import type { Channel, DialOptions } from "../../src/io/io.ts";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { never } from "../io/fake_channel.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { finished, ioError } from "../io/fake_io.ts";
import { FakeTextServer } from "./fake_text_server.ts";

const FOUR = "198.51.100.20";
const SIX = "2001:db8::20";

const HOSTS = `${FOUR} web.test\n${SIX} web.test\n`;

const NIC = {
  ifindex: 2,
  ifname: "eth0",
  flags: ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"],
  mtu: 1500,
  operstate: "UP",
  "link_type": "ether",
  "addr_info": [
    { family: "inet", local: "198.51.100.10", prefixlen: 24, scope: "global" },
    { family: "inet6", local: "2001:db8::10", prefixlen: 64, scope: "global" },
  ],
};

/** How connects to one address end. */
type Fate = "connects" | "refused" | "silent" | "no-route";

/** A dual-stack machine, a name with two addresses, and a text server. */
class Scene {
  readonly server = new FakeTextServer();
  readonly io: FakeFollowingIo = new FakeFollowingIo({
    dial: (options) => this.#dial(options),
    spawn: (program, args) => this.#spawn(program, args),
    files: { "/etc/hosts": HOSTS, "/etc/nsswitch.conf": "hosts: files\n" },
  });
  /** All moves, as lines. */
  readonly told: string[] = [];
  readonly #six: Fate;
  readonly #ended = new AbortController();
  readonly #work: Promise<void>;

  constructor(six: Fate) {
    this.#six = six;
    this.#work = this.#follow();
  }

  /** Lets virtual time pass, and gives what was told by then. */
  async after(ms: number): Promise<readonly string[]> {
    await this.io.clock.advance(ms);
    return this.told;
  }

  /** Ends the watch, and waits until nothing is left. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.io.clock.run(this.#work);
    assertEquals(this.io.clock.sleeping, 0);
  }

  async #follow(): Promise<void> {
    const openWebSocket = () => Promise.reject(ioError("failed"));
    const world = createWatchWorld(Object.assign(this.io, { openWebSocket }));
    const options = { signal: this.#ended.signal };
    const moves = watchWith(world, "text://web.test:4578", options);
    for await (const { to, verdict } of moves) {
      this.told.push(verdict === null ? to : `${to} ${verdict.mode}`);
    }
  }

  async #dial(options: DialOptions): Promise<Channel> {
    await this.io.clock.sleep(5, options.signal);
    const fate = options.address === SIX ? this.#six : "connects";
    switch (fate) {
      case "connects":
        return await this.server.dial(options);
      case "silent":
        return await never(options.signal);
      case "refused":
        throw ioError("failed", { code: "ECONNREFUSED" });
      case "no-route":
        throw ioError("failed", { code: "ENETUNREACH" });
    }
  }

  #spawn(program: string, args: readonly string[]) {
    if (program !== "ip") return Promise.reject(ioError("not-found"));
    const six = args.includes(SIX);
    const way = { dev: "eth0", flags: [] };
    if (args.includes("addr")) return said([NIC]);
    if (args.includes("neigh")) return said([]);
    if (args.includes("get")) return said([{ dst: six ? SIX : FOUR, ...way }]);
    return said([{ dst: "default", ...way }, { dst: "2001:db8::/64", ...way }]);
  }
}

function said(value: unknown) {
  return Promise.resolve(finished(JSON.stringify(value)));
}

for (const [six, byMs] of [["refused", 100], ["silent", 4200]] as const) {
  Deno.test(`\`watch()\` says family-broken where one family is ${six}`, async () => {
    const scene = new Scene(six);
    const soon = await scene.after(60);
    assertEquals(soon.slice(0, 2), ["connecting", "online"]);
    assertEquals(await scene.after(byMs), [
      "connecting",
      "online",
      "online family-broken",
    ]);
    await scene.after(60_000);
    assertEquals(scene.told.length, 3);
    await scene.end();
  });
}

for (const six of ["connects", "no-route"] as const) {
  Deno.test(`\`watch()\` looks no further where one family ${six}`, async () => {
    const scene = new Scene(six);
    assertEquals(await scene.after(10_000), ["connecting", "online"]);
    const looked = scene.io.calls.filter((call) => call.startsWith("spawn"));
    assertEquals(looked, []);
    await scene.end();
  });
}

Deno.test("`watch()` says family-broken of a session that a scout brought back", async () => {
  const scene = new Scene("silent");
  await scene.after(5000);
  scene.server.become("stopped");
  await scene.after(10_000);
  scene.server.become("well");
  const told = await scene.after(5000);
  assertEquals(told.slice(-2), ["online", "online family-broken"]);
  await scene.end();
});
