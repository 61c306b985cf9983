import { assertEquals } from "@std/assert/equals";
import { type WatchOptions, watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
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

/** Watches a server until it is offline; gives when, and why. */
async function watchUntilOffline(
  fresh: readonly FakeStep[],
  options: WatchOptions = {},
): Promise<readonly string[]> {
  let sessions = 0;
  const io: FakeFollowingIo = new FakeFollowingIo({
    dial: () => {
      const steps = sessions++ === 0 ? HANGS_AFTER_2S : fresh;
      return Promise.resolve(io.channel({ steps, remote: "127.0.0.1:5556" }));
    },
    spawn: () => Promise.reject(ioError("not-found")),
  });
  const openWebSocket = () => Promise.reject(ioError("failed"));
  const world = createWatchWorld(Object.assign(io, { openWebSocket }));
  const startMs = io.clock.wallMs();
  const told: string[] = [];
  const follow = async () => {
    const target = "json://127.0.0.1:5556";
    const ends: WatchOptions = { ...options, until: "offline" };
    for await (const { to, verdict, at } of watchWith(world, target, ends)) {
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
