import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { type WatchOptions, watchWith } from "../../src/app/watch.ts";
import {
  createWatchWorld,
  type WatchWorld,
} from "../../src/app/watch_world.ts";
import type { FakeStep } from "../io/fake_channel.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { ioError } from "../io/fake_io.ts";

/** Two beats, as a server in the field sends them, and then silence. */
const HANGS_AFTER_2S: readonly FakeStep[] = [
  "heartbeat",
  { waitMs: 2000 },
  "heartbeat",
];

/** When the session of these tests is as silent as three beats are long. */
const LAST_MISS_MS = 8000;

const TARGET = "json://127.0.0.1:5556";

/** A world in which each connection is served so; `null` refuses it. */
function serveBy(
  stepsAt: (nowMs: number) => readonly FakeStep[] | null,
): { readonly io: FakeFollowingIo; readonly world: WatchWorld } {
  const io: FakeFollowingIo = new FakeFollowingIo({
    dial: () => {
      const steps = stepsAt(io.clock.monotonicMs());
      return steps === null
        ? Promise.reject(ioError("failed", { code: "ECONNREFUSED" }))
        : Promise.resolve(io.channel({ steps, remote: "127.0.0.1:5556" }));
    },
    spawn: () => Promise.reject(ioError("not-found")),
  });
  const openWebSocket = () => Promise.reject(ioError("failed"));
  return {
    io,
    world: createWatchWorld(Object.assign(io, { openWebSocket })),
  };
}

/** Watches a server until it is offline; gives when, and why. */
async function watchUntilOffline(
  fresh: readonly FakeStep[],
  options: WatchOptions = {},
): Promise<readonly string[]> {
  let sessions = 0;
  const { io, world } = serveBy(() =>
    sessions++ === 0 ? HANGS_AFTER_2S : fresh
  );
  const startMs = io.clock.wallMs();
  const told: string[] = [];
  const follow = async () => {
    const ends: WatchOptions = { ...options, until: "offline" };
    for await (const { to, verdict, at } of watchWith(world, TARGET, ends)) {
      const ms = Date.parse(at) - startMs;
      told.push(`${ms} ${to} ${verdict?.mode ?? ""}`.trim());
    }
  };
  await io.clock.run(follow());
  return told.slice(2, -1);
}

Deno.test("`watch()` names a json server that hangs by the last miss", async () => {
  assertEquals(await watchUntilOffline([]), [
    "5000 suspect",
    "7500 offline server-hung",
  ]);
});

Deno.test("`watch()` says session-lost of json only where a fresh beat came", async () => {
  const beatsLate: readonly FakeStep[] = [{ waitMs: 1900 }, "heartbeat"];
  assertEquals(await watchUntilOffline(beatsLate), [
    "5000 suspect",
    `${LAST_MISS_MS} offline session-lost`,
  ]);
});

Deno.test("`watch()` says nothing of a json server that it had no time to hear", async () => {
  assertEquals(await watchUntilOffline([], { timeoutMs: 1000 }), [
    "5000 suspect",
    `${LAST_MISS_MS} offline`,
  ]);
});

/** How long after its server a session is back, in milliseconds. */
async function backAfterMs(outageMs: number): Promise<number> {
  let backAtMs: number | undefined;
  const { io, world } = serveBy((nowMs) => {
    if (backAtMs === undefined) return ["heartbeat", { waitMs: 2000 }, null];
    return nowMs < backAtMs ? null : [{ waitMs: 2000 }, "heartbeat"];
  });
  const follow = async () => {
    for await (const { from, to } of watchWith(world, TARGET)) {
      if (from === "online") backAtMs = io.clock.monotonicMs() + outageMs;
      if (to === "online" && backAtMs !== undefined) return;
    }
  };
  await io.clock.run(follow());
  return io.clock.monotonicMs() - (backAtMs ?? NaN);
}

Deno.test("`watch()` hears the first beat of a json server that a scout met when an attempt is due", async () => {
  for (const outageMs of [500, 1500, 2500, 4000, 8000, 16_000]) {
    const afterMs = await backAfterMs(outageMs);
    assert(afterMs <= 2500, `${afterMs} ms after ${outageMs} ms`);
  }
});
