import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { type WatchOptions, watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import type { FakeStep } from "../io/fake_channel.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { ioError } from "../io/fake_io.ts";

const ASKED: FakeStep = { asked: true };

/** A heartbeat of the user's own. */
const PING: WatchOptions["protocol"] = {
  custom: {
    send: new TextEncoder().encode("PING\n"),
    expect: new TextEncoder().encode("PONG"),
  },
};

/** One move: what it leads to, and how long the last session was silent. */
interface Told {
  readonly what: string;
  readonly silentMs: number;
}

/** Watches a server whose application hangs after some steps, for 10 s. */
async function watchHung(
  target: string,
  steps: readonly FakeStep[],
  options: WatchOptions,
): Promise<readonly Told[]> {
  let sessions = 0;
  const io: FakeFollowingIo = new FakeFollowingIo({
    dial: () => {
      const isFirst = sessions++ === 0;
      const remote = "127.0.0.1:5556";
      const channel = io.channel({ steps: isFirst ? steps : [], remote });
      return Promise.resolve(channel);
    },
    spawn: () => Promise.reject(ioError("not-found")),
  });
  const openWebSocket = () => Promise.reject(ioError("failed"));
  const world = createWatchWorld(Object.assign(io, { openWebSocket }));
  const told: Told[] = [];
  const follow = async () => {
    const ends: WatchOptions = { ...options, forMs: 10_000 };
    for await (const move of watchWith(world, target, ends)) {
      const { to, verdict, cause, sinceMs } = move;
      const what = `${to} (${cause}) ${verdict?.mode ?? ""}`.trim();
      told.push({ what, silentMs: sinceMs });
    }
  };
  await io.clock.run(follow());
  return told.slice(2);
}

for (const intervalMs of [500, 1000]) {
  Deno.test(`\`watch()\` names a hung server of the user's own heartbeat at ${intervalMs} ms`, async () => {
    const steps = [ASKED, "PONG", ASKED, "PONG"];
    const target = "tcp://127.0.0.1:5556";
    const options = { intervalMs, protocol: PING };
    const told = await watchHung(target, steps, options);
    const offline = told.find(({ what }) => what.startsWith("offline"));
    assert(offline !== undefined);
    assertEquals(offline.what, "offline (verdict) server-hung");
    assert(offline.silentMs <= 3 * intervalMs + 500, `${offline.silentMs} ms`);
  });
}

for (const intervalMs of [600, 1000]) {
  Deno.test(`\`watch()\` names a hung json server that beats each ${intervalMs} ms`, async () => {
    const wait: FakeStep = { waitMs: intervalMs };
    const steps = ["heartbeat", wait, "heartbeat"];
    const target = "json://127.0.0.1:5556";
    const told = await watchHung(target, steps, { intervalMs });
    const offline = told.find(({ what }) => what.startsWith("offline"));
    assert(offline !== undefined);
    assertEquals(offline.what, "offline (verdict) server-hung");
    assert(offline.silentMs <= 3 * intervalMs, `${offline.silentMs} ms`);
  });
}

Deno.test("`watch()` names a json server that never beats when its time-out is shorter than a beat", async () => {
  const options = { intervalMs: 2000, timeoutMs: 1000 };
  const told = await watchHung("json://127.0.0.1:5556", [], options);
  const words = told.map(({ what }) => what);
  assert(words.includes("offline (verdict) server-hung"), words.join("\n"));
});
