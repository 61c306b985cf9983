import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { LIVE_FAULTS } from "../../../src/app/demo/live_faults.ts";
import {
  type LiveResult,
  type LiveScene,
  playLiveScene,
} from "../../../src/app/demo/live_scene.ts";
import {
  liveRow,
  liveScenes,
  playUntilFed,
} from "../../../src/app/demo/live_tour.ts";
import { Starvation } from "../../../src/app/demo/starvation.ts";
import { createWatchWorld } from "../../../src/app/watch_world.ts";
import { createBreakingIo } from "../../../src/io/deno_breaking.ts";
import { createFollowingIo } from "../../../src/io/deno_following.ts";
import { createServingIo } from "../../../src/io/deno_serving.ts";

const RESULT: LiveResult = {
  mode: "server-stopped",
  named: { tookMs: 200, limitMs: 200, starvedMs: 0 },
  back: { tookMs: 1000, limitMs: 1000, starvedMs: 0 },
};

function sceneOf(fault: string): LiveScene {
  const scene = liveScenes().find((scene) => scene.fault.fault === fault);
  assert(scene !== undefined, fault);
  return scene;
}

const STOPPED = sceneOf("the server is stopped");

Deno.test("`liveRow()` is right at the limit", () => {
  assertEquals(liveRow(STOPPED, RESULT), {
    protocol: "text",
    fault: "the server is stopped",
    mode: "server-stopped",
    namedMs: 200,
    limitMs: 200,
    backMs: 1000,
    wrong: [],
    remarks: [],
  });
});

Deno.test("`liveRow()` is wrong when another name was said", () => {
  const { wrong } = liveRow(STOPPED, { ...RESULT, mode: "session-lost" });
  assertEquals(wrong, ["expected server-stopped"]);
});

Deno.test("`liveRow()` is wrong when a time is too long", () => {
  const named = { tookMs: 201, limitMs: 200, starvedMs: 0 };
  assertEquals(liveRow(STOPPED, { ...RESULT, named }).wrong, [
    "named after 201ms, must be within 200ms",
  ]);
  const back = { tookMs: 2000, limitMs: 1000, starvedMs: 0 };
  assertEquals(liveRow(STOPPED, { ...RESULT, back }).wrong, [
    "back after 2s, must be within 1s",
  ]);
});

Deno.test("`liveRow()` allows for what this process was starved, no more", () => {
  const named = { tookMs: 250, limitMs: 200, starvedMs: 60 };
  const row = liveRow(STOPPED, { ...RESULT, named });
  assertEquals(row.wrong, []);
  assertEquals(row.remarks, [
    "named in time: this process was starved for 60ms of it",
  ]);
  const late = { ...named, tookMs: 261 };
  assertEquals(liveRow(STOPPED, { ...RESULT, named: late }).wrong, [
    "named after 261ms, must be within 200ms" +
    " beside 60ms in which this process was starved",
  ]);
});

Deno.test("`liveRow()` is wrong when nothing came", () => {
  const named = { limitMs: 200, starvedMs: 0 };
  const back = { limitMs: 1000, starvedMs: 0 };
  const row = liveRow(STOPPED, { mode: null, named, back });
  assertEquals(row.wrong, [
    "expected server-stopped",
    "named never, must be within 200ms",
    "back never, must be within 1s",
  ]);
});

Deno.test("`liveRow()` is wrong when the session broke by itself", () => {
  const { wrong } = liveRow(STOPPED, { ...RESULT, tooEarly: true });
  assertEquals(wrong, ["said before the fault was made"]);
});

const NOTHING: LiveResult = {
  mode: null,
  named: { limitMs: 200, starvedMs: 51 },
  back: { tookMs: 10, limitMs: 1000, starvedMs: 0 },
};

async function playAll(...results: readonly LiveResult[]) {
  const left = [...results];
  const row = await playUntilFed(STOPPED, () => {
    const result = left.shift();
    assert(result !== undefined);
    return Promise.resolve(result);
  });
  return { row, left: left.length };
}

Deno.test("`playUntilFed()` plays again when it was starved, and says so", async () => {
  const { row } = await playAll(NOTHING, RESULT);
  assertEquals(row.wrong, []);
  assertEquals(row.remarks, [
    "played again: this process was starved for 51ms",
  ]);
});

Deno.test("`playUntilFed()` plays once when it was fed", async () => {
  const named = { limitMs: 200, starvedMs: 50 };
  const { row, left } = await playAll({ ...NOTHING, named }, RESULT);
  assertEquals(row.wrong.length, 2);
  assertEquals(left, 1);
});

Deno.test("`playUntilFed()` takes a wrong name, however starved", async () => {
  const { row, left } = await playAll(
    { ...NOTHING, mode: "session-lost" },
    RESULT,
  );
  assertEquals(row.wrong[0], "expected server-stopped");
  assertEquals(left, 1);
});

Deno.test("`playUntilFed()` gives up at the third play", async () => {
  const { row, left } = await playAll(NOTHING, NOTHING, NOTHING, RESULT);
  assertEquals(row.wrong[0], "expected server-stopped");
  assertEquals(row.remarks?.length, 2);
  assertEquals(left, 1);
});

Deno.test("`liveScenes()` breaks each protocol in each way that shows", () => {
  const scenes = liveScenes();
  const hidden = LIVE_FAULTS.flatMap(({ hiddenFrom = [] }) => hiddenFrom);
  assertEquals(scenes.length, 4 * LIVE_FAULTS.length - hidden.length);
  for (const protocol of ["text", "json", "ws", "qt"]) {
    const expected = new Set(
      scenes.filter((scene) => scene.protocol === protocol)
        .map(({ fault }) => fault.expected),
    );
    for (
      const mode of [
        "server-stopped",
        "server-hung",
        "session-lost",
        "proxy-stopped",
        "proxy-hung",
        "protocol-mismatch",
      ] as const
    ) assert(expected.has(mode), `${protocol}: ${mode}`);
  }
});

Deno.test("`playLiveScene()` tells what was said and leaves nothing", async () => {
  const io = {
    ...createServingIo(),
    ...createFollowingIo(),
    ...createBreakingIo(),
  };
  const { signal } = new AbortController();
  const result = await playLiveScene(STOPPED, {
    io,
    world: createWatchWorld(io),
    starvation: new Starvation(io),
    signal,
  });
  assertEquals(result.mode, "server-stopped");
  assert(result.named.tookMs !== undefined);
  assert(result.back.tookMs !== undefined);
  const other = { ...STOPPED.fault, expected: "server-hung" } as const;
  const { wrong } = liveRow({ ...STOPPED, fault: other }, result);
  assertEquals(wrong.includes("expected server-hung"), true);
});
