import { formatDuration } from "../../model/duration.ts";
import type { DemoRow } from "../../report/demo_table.ts";
import type { ServerProtocolName } from "../../wire/heartbeat/protocols.ts";
import { createWatchWorld } from "../watch_world.ts";
import { inParallel } from "./in_parallel.ts";
import { LIVE_FAULTS } from "./live_faults.ts";
import type { LiveIo } from "./live_io.ts";
import {
  type Delay,
  isInTime,
  type LiveResult,
  type LiveScene,
  playLiveScene,
} from "./live_scene.ts";
import { Starvation } from "./starvation.ts";

/** What a session is held in. */
const PROTOCOLS: readonly ServerProtocolName[] = ["text", "json", "ws", "qt"];

/**
 * Most scenes at once: each waits for most of its time, and side by side all
 * of them take a quarter of a minute.
 */
const WIDTH = 8;

/**
 * From how much starvation on a scene may say nothing, in milliseconds: its
 * looks run into their deadlines, and the programs that they start are starved
 * as well.
 */
const STARVED_MS = 50;

/** Most times that a scene is played. */
const MAX_PLAYS = 3;

/**
 * Breaks live sessions of each protocol in each way that loopback allows, and
 * lets `watch()` name each.
 *
 * @param io The world.
 * @param signal Ends the tour.
 * @returns Each row as soon as it is there.
 */
export async function* liveTour(
  io: LiveIo,
  signal: AbortSignal,
): AsyncIterable<DemoRow> {
  const ended = new AbortController();
  const starvation = new Starvation(io);
  const measuring = starvation.run(ended.signal);
  const world = createWatchWorld(io);
  const jobs = liveScenes().map((scene) => (signal: AbortSignal) => {
    const play = { io, world, starvation, signal };
    return playUntilFed(scene, () => playLiveScene(scene, play));
  });
  try {
    yield* inParallel(jobs, { width: WIDTH, signal });
  } finally {
    ended.abort();
    await measuring;
  }
}

/** All faults, each for all protocols that can show it. */
export function liveScenes(): readonly LiveScene[] {
  return LIVE_FAULTS.flatMap((fault) =>
    PROTOCOLS.filter((protocol) => !fault.hiddenFrom?.includes(protocol))
      .map((protocol) => ({ protocol, fault }))
  );
}

/**
 * Plays a scene, and again where this process was starved and for that the
 * name or the session came late. A wrong name is wrong, however starved.
 *
 * @param scene What is broken.
 * @param play Plays it.
 * @returns The row of the last play.
 */
export async function playUntilFed(
  scene: LiveScene,
  play: () => Promise<LiveResult>,
): Promise<DemoRow> {
  const remarks: string[] = [];
  for (;;) {
    const result = await play();
    const row = liveRow(scene, result);
    const { mode, named, back } = result;
    const starvedMs = named.starvedMs + back.starvedMs;
    const saysNothing = starvedMs > STARVED_MS && row.wrong.length > 0 &&
      (mode === null || mode === scene.fault.expected);
    if (!saysNothing || remarks.length + 1 === MAX_PLAYS) {
      return { ...row, remarks: [...remarks, ...row.remarks ?? []] };
    }
    const starved = formatDuration(starvedMs);
    remarks.push(`played again: this process was starved for ${starved}`);
  }
}

/**
 * Judges a scene.
 *
 * @param scene What was broken.
 * @param result What was said, and when.
 */
export function liveRow(
  { protocol, fault: { fault, expected } }: LiveScene,
  { mode, named, back, tooEarly }: LiveResult,
): DemoRow {
  const wrong = [
    ...(mode === expected ? [] : [`expected ${expected}`]),
    ...lateness("named", named),
    ...lateness("back", back),
  ];
  return {
    protocol,
    fault,
    mode,
    ...(named.tookMs !== undefined && { namedMs: named.tookMs }),
    limitMs: named.limitMs,
    ...(back.tookMs !== undefined && { backMs: back.tookMs }),
    wrong: tooEarly ? ["said before the fault was made"] : wrong,
    remarks: [...excuse("named", named), ...excuse("back", back)],
  };
}

function lateness(what: string, delay: Delay): string[] {
  if (isInTime(delay)) return [];
  const { tookMs, limitMs, starvedMs } = delay;
  const took = tookMs === undefined
    ? "never"
    : `after ${formatDuration(tookMs)}`;
  const starved = starvedMs > 0
    ? ` beside ${formatDuration(starvedMs)} in which this process was starved`
    : "";
  return [
    `${what} ${took}, must be within ${formatDuration(limitMs)}${starved}`,
  ];
}

/** What made up for a time beyond the limit. */
function excuse(what: string, delay: Delay): string[] {
  const { tookMs = 0, limitMs, starvedMs } = delay;
  if (tookMs <= limitMs || !isInTime(delay)) return [];
  const starved = formatDuration(starvedMs);
  return [`${what} in time: this process was starved for ${starved} of it`];
}
