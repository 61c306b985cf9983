import type { DetectorOptions } from "../../src/core/detect/detector_state.ts";
import type { Transition } from "../../src/model/transition.ts";
import { Link, LINKS, type Span } from "./link.ts";
import { Watcher } from "./watcher.ts";
import { World } from "./world.ts";

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000;

/** The default of a watch, at one beat a second. */
export const EACH_SECOND: DetectorOptions = {
  rule: "two-stage",
  intervalMs: 1000,
  misses: 3,
  beats: true,
};

/** The same at two beats a second. */
export const TWICE_A_SECOND: DetectorOptions = {
  ...EACH_SECOND,
  intervalMs: 500,
};

/** What to simulate. Times are in milliseconds. */
export interface WatchPlan {
  readonly link: keyof typeof LINKS;
  readonly detector: DetectorOptions;
  /** Replays everything. */
  readonly seed: number;
  readonly forMs: number;
  /** When the far host is silent, in order. */
  readonly outages?: readonly Span[];
  /** When this process is stopped, in order. */
  readonly stalls?: readonly Span[];
  /** From when on the application answers nothing, though its host does. */
  readonly hungFromMs?: number;
  /** Whether suspicions are looked into from outside. */
  readonly looks?: boolean;
  /** Ends early at the first outage that is stated after that time. */
  readonly untilOfflineAfterMs?: number;
}

/** What became of it. */
export interface Watched {
  readonly transitions: readonly Transition[];
  /** The moves that state an outage. */
  readonly offline: readonly Transition[];
  /** Suspicions of a session that answered until then. */
  readonly suspicions: number;
  /** Ticks that came too late to judge. */
  readonly lates: number;
  readonly beats: number;
  /** When the plain rule would find the last session dead. */
  readonly plainDueMs: number;
}

/** Watches one target in virtual time. */
export function watchFor(plan: WatchPlan): Watched {
  const { outages = [], stalls = [], seed, untilOfflineAfterMs } = plan;
  const world = new World(stalls);
  const watcher = new Watcher({
    world,
    link: new Link(LINKS[plan.link], seed, outages),
    detector: plan.detector,
    ...plan.hungFromMs === undefined ? {} : { hungFromMs: plan.hungFromMs },
    looks: plan.looks ?? true,
  });
  watcher.start(seed);
  const { transitions } = watcher;
  world.run(plan.forMs, () => {
    const last = transitions.at(-1);
    return untilOfflineAfterMs !== undefined && last?.to === "offline" &&
      last.atMs >= untilOfflineAfterMs;
  });
  return {
    transitions,
    offline: transitions.filter(isNewOutage),
    suspicions:
      transitions.filter(({ from, to }) =>
        from === "online" && to === "suspect"
      ).length,
    lates: watcher.lates,
    beats: watcher.beats,
    plainDueMs: watcher.plainDueMs,
  };
}

/** Whether it states an outage that did not stand before. */
function isNewOutage(
  { to, outage }: Transition,
  index: number,
  all: readonly Transition[],
): boolean {
  return to === "offline" &&
    all.findIndex((other) =>
        other.to === "offline" && other.outage === outage
      ) === index;
}

/** The value that the given share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
