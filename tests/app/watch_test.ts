import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { watchWith } from "../../src/app/watch.ts";
import { WatchScene } from "./watch_scene.ts";

/** Connections that the watch has not closed: its session alone. */
function openChannels({ server }: WatchScene): number {
  return server.channels.filter(({ closed }) => !closed).length;
}

Deno.test("`watch()` begins with a session and ends by its signal", async () => {
  const scene = new WatchScene();
  scene.begin();
  await scene.pass(2000);
  assertEquals(scene.told(), [
    "idle > connecting (start)",
    "connecting > online (connected)",
  ]);
  await scene.end();
  assertEquals(scene.told(), ["online > stopped (stop)"]);
  assertEquals(scene.io.clock.sleeping, 0);
  assert(scene.server.channels.every(({ closed }) => closed));
});

Deno.test("`watch()` sends nothing but beats while all is well", async () => {
  const scene = new WatchScene();
  scene.begin();
  await scene.pass(60_000);
  assertEquals(scene.io.calls, [
    "dial 127.0.0.1 4578",
    "follow ip -o monitor link address route",
  ]);
  await scene.end();
});

Deno.test("`watch()` names a server that stops, and sees it come back", async () => {
  const scene = new WatchScene();
  scene.begin();
  await scene.pass(1234);
  scene.told();
  scene.server.become("stopped");
  await scene.pass(200);
  assertEquals(scene.told().slice(0, 2), [
    "online > suspect (session-closed)",
    "suspect > offline (verdict) server-stopped",
  ]);
  await scene.pass(30_000);
  scene.told();
  scene.server.become("well");
  await scene.pass(1000);
  assertEquals(scene.told().at(-1), "offline > online (connected)");
  assertEquals(openChannels(scene), 1);
  await scene.end();
});

Deno.test("`watch()` names a server that hangs by the last miss", async () => {
  for (const [intervalMs, limitMs] of [[1000, 3000], [500, 2000]] as const) {
    const scene = new WatchScene();
    scene.begin({ intervalMs });
    await scene.pass(10_001);
    scene.told();
    scene.server.become("hung");
    await scene.pass(limitMs);
    assertEquals(scene.told().slice(0, 2), [
      "online > suspect (beats-missed)",
      "suspect > offline (verdict) server-hung",
    ]);
    scene.server.become("well");
    await scene.pass(1000);
    assertEquals(scene.told().at(-1)?.includes("> online"), true);
    await scene.end();
  }
});

for (
  const [mood, mode] of [
    ["hung", "server-hung"],
    ["gone", "server-unreachable"],
  ] as const
) {
  Deno.test(`\`watch()\` names a server that is ${mood} after all when beats leave a look no time`, async () => {
    const scene = new WatchScene();
    scene.begin({ intervalMs: 50 });
    await scene.pass(5010);
    scene.told();
    scene.server.become(mood);
    await scene.pass(2500);
    assertEquals(scene.told(), [
      "online > suspect (beats-missed)",
      "suspect > offline (beats-missed)",
      "offline > connecting (retry-due)",
      `connecting > offline (verdict) ${mode}`,
    ]);
    await scene.end();
  });
}

Deno.test("`watch()` is never later than the plain rule", async () => {
  for (const faultMs of [10_001, 10_250, 10_499]) {
    const times = [];
    for (const misses of [undefined, 3]) {
      const scene = new WatchScene();
      scene.begin(misses === undefined ? {} : { misses });
      await scene.pass(faultMs);
      scene.moves.length = 0;
      scene.server.become("gone");
      await scene.pass(5000);
      times.push(scene.whenMs("offline") ?? Infinity);
      await scene.end();
    }
    const [twoStage = Infinity, plain = 0] = times;
    assert(twoStage <= plain, `${twoStage} after ${plain}`);
    assert(plain - faultMs <= 2000, `${plain - faultMs}`);
  }
});

Deno.test("`watch()` says session-lost where a fresh session works", async () => {
  const scene = new WatchScene();
  scene.begin();
  await scene.pass(1000);
  scene.told();
  scene.server.endSessions();
  await scene.pass(200);
  assertEquals(scene.told().slice(0, 2), [
    "online > suspect (session-closed)",
    "suspect > offline (verdict) session-lost",
  ]);
  await scene.pass(1500);
  assertEquals(scene.told().at(-1), "offline > online (connected)");
  assertEquals(openChannels(scene), 1);
  await scene.end();
});

Deno.test("`watch()` takes a session that answers late for well", async () => {
  const scene = new WatchScene();
  scene.begin({ intervalMs: 1000 });
  await scene.pass(5000);
  scene.told();
  scene.server.become("hung");
  await scene.pass(2200);
  scene.server.become("well");
  await scene.pass(5000);
  assertEquals(scene.told(), [
    "online > suspect (beats-missed)",
    "suspect > online (answered)",
  ]);
  await scene.end();
});

Deno.test("`watch()` says degraded of a path that loses beats, and its end", async () => {
  const scene = new WatchScene();
  scene.begin();
  // Between two beats, which come each half second.
  await scene.pass(5250);
  scene.told();
  for (let loss = 0; loss < 6; loss++) {
    // One beat is answered as late as if it had been sent again.
    scene.server.become("hung");
    await scene.pass(500);
    scene.server.become("well");
    await scene.pass(1500);
  }
  await scene.pass(5000);
  assertEquals(scene.told(), ["online > online (verdict) degraded"]);
  await scene.pass(60_000);
  assertEquals(scene.told(), ["online > online (cleared)"]);
  await scene.end();
});

Deno.test("`watch()` takes a sleep of the machine for no outage", async () => {
  const scene = new WatchScene();
  scene.begin();
  await scene.pass(5000);
  scene.told();
  scene.io.clock.jumpWall(3_600_000);
  await scene.pass(3000);
  assertEquals(scene.told(), [
    "online > connecting (clock-jumped)",
    "connecting > online (answered)",
  ]);
  await scene.end();
});

Deno.test("`watch()` says nothing of the target where this process stalled", async () => {
  const scene = new WatchScene();
  scene.begin();
  await scene.pass(5000);
  scene.told();
  for (let stall = 0; stall < 20; stall++) {
    scene.io.clock.stall(200 + 190 * stall);
    await scene.pass(1000 + 37 * stall);
  }
  assertEquals(scene.told(), []);
  await scene.end();
});

Deno.test("`watch()` looks once for all sessions that are lost at once", async () => {
  const scene = new WatchScene();
  for (let count = 0; count < 100; count++) scene.begin();
  await scene.pass(5000);
  scene.io.calls.length = 0;
  scene.server.become("stopped");
  await scene.pass(100);
  const moves = scene.told().filter((move) => move.includes("> offline"));
  assertEquals(moves.length, 100);
  assertEquals(
    scene.io.calls.filter((call) => call.startsWith("spawn ip")).length <= 12,
    true,
  );
  await scene.end();
});

Deno.test("`watch()` brings all sessions back by the scouts of one", async () => {
  const scene = new WatchScene();
  for (let count = 0; count < 100; count++) scene.begin();
  await scene.pass(5000);
  scene.server.become("stopped");
  await scene.pass(20_000);
  scene.told();
  scene.server.become("well");
  await scene.pass(1000);
  const back = scene.told().filter((move) => move.includes("> online"));
  assertEquals([back.length, openChannels(scene)], [100, 100]);
  await scene.end();
});

Deno.test("`watch()` brings many sessions back one after the other", async () => {
  const scene = new WatchScene();
  for (let count = 0; count < 30; count++) scene.begin();
  await scene.pass(5000);
  scene.server.become("stopped");
  await scene.pass(20_000);
  scene.server.become("well");
  let before = 0;
  let most = 0;
  for (let ms = 0; ms < 1000; ms += 5) {
    await scene.pass(5);
    const { length } = scene.server.channels;
    most = Math.max(most, length - before);
    before = length;
  }
  assert(before >= 30 && most <= 5, `${most} in 5 ms, ${before} in all`);
  await scene.end();
});

Deno.test("`watch()` ends by time, by state, and where it shall not reconnect", async () => {
  const timed = new WatchScene();
  timed.begin({ forMs: 1500 });
  await timed.ended();
  assertEquals(timed.io.clock.monotonicMs(), 1500);
  assertEquals(timed.told().at(-1), "online > stopped (stop)");
  const awaited = new WatchScene();
  awaited.begin({ until: "online" });
  await awaited.ended();
  assertEquals(awaited.told().at(-1), "online > stopped (stop)");
  const once = new WatchScene();
  once.server.become("stopped");
  once.begin({ reconnect: false });
  await once.ended();
  assertEquals(once.told(), [
    "idle > connecting (start)",
    "connecting > suspect (attempt-failed)",
    "suspect > offline (verdict) server-stopped",
    "offline > stopped (stop) server-stopped",
  ]);
});

Deno.test("`watch()` ends without a second attempt when nothing can be told", async () => {
  const scene = new WatchScene();
  scene.server.become("forbidden");
  scene.begin({ reconnect: false, forMs: 60_000 });
  await scene.ended();
  assertEquals(scene.told(), [
    "idle > connecting (start)",
    "connecting > suspect (attempt-failed)",
    "suspect > suspect (verdict) not-permitted",
    "suspect > stopped (stop) not-permitted",
  ]);
});

Deno.test("`watch()` refuses what is out of range before it begins", () => {
  const { world } = new WatchScene();
  for (
    const options of [
      { intervalMs: 0 },
      { misses: 1.5 },
      { misses: 0 },
      { timeoutMs: 1e9 },
      { references: ["a", "b", "c", "d"] },
    ]
  ) {
    assertThrows(
      () => watchWith(world, "text://127.0.0.1:4578", options),
      RangeError,
    );
  }
});
