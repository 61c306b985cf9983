import {
  TRANSITION_SCHEMA,
  type WatchTransition,
} from "../../src/model/watch_transition.ts";
import { WatchHistory } from "../../src/report/watch_history.ts";
import { HOSTILE, PROXY_SILENT } from "./samples.ts";

const START_MS = Date.parse("2026-11-20T19:00:00.000Z");

/** When, in ISO 8601, so many milliseconds after the watch began. */
export function isoAt(sinceStartMs: number): string {
  return new Date(START_MS + sinceStartMs).toISOString();
}

/** A move, so many milliseconds after the watch began. */
export function move(
  sinceStartMs: number,
  from: WatchTransition["from"],
  to: WatchTransition["to"],
  about: Partial<WatchTransition> = {},
): WatchTransition {
  return {
    schema: TRANSITION_SCHEMA,
    target: "text://10.9.2.10:4578",
    from,
    to,
    cause: "connected",
    phase: "after-connect",
    verdict: null,
    at: isoAt(sinceStartMs),
    sinceMs: 1500,
    ...about,
  };
}

const { evidence: _evidence, ...SILENT } = PROXY_SILENT.verdict ??
  (() => {
    throw new TypeError("The sample has a verdict");
  })();

const DEGRADED: WatchTransition["verdict"] = {
  ...SILENT,
  mode: "degraded",
  segment: "session",
  certain: true,
  candidates: ["degraded"],
  title: "The path works, with loss or delay",
};

/** Two minutes with an outage, a doubt, and a slow end. */
export function eventful(targets = 1): WatchHistory {
  const history = new WatchHistory("text://10.9.2.10:4578", targets);
  const silent = { verdict: SILENT, outage: 1 } as const;
  const moves: readonly WatchTransition[] = [
    move(0, "idle", "connecting", { cause: "start" }),
    move(400, "connecting", "online"),
    move(20_000, "online", "suspect", { cause: "beats-missed", misses: 2 }),
    move(20_900, "suspect", "online"),
    move(45_000, "online", "suspect", { cause: "beats-missed", misses: 2 }),
    move(45_500, "suspect", "offline", {
      ...silent,
      cause: "beats-missed",
      misses: 3,
    }),
    move(46_500, "offline", "connecting", { ...silent, cause: "retry-due" }),
    move(48_500, "connecting", "offline", { ...silent, cause: "verdict" }),
    move(70_000, "offline", "connecting", { ...silent, cause: "retry-due" }),
    move(70_300, "connecting", "online", { outage: 1 }),
    move(95_000, "online", "online", { verdict: DEGRADED, cause: "verdict" }),
    move(120_000, "online", "stopped", { cause: "stop", verdict: DEGRADED }),
  ];
  for (const one of moves) history.addMove(one, false);
  for (let atMs = 500; atMs < 120_000; atMs += 500) {
    if (atMs > 45_000 && atMs < 70_300) continue;
    const slow = atMs > 95_000 ? 40 : 0;
    history.addRoundTrip(2 + (atMs / 500 * 7 % 11) / 4 + slow, isoAt(atMs));
  }
  return history;
}

/** A watch that ends while it tries again in an outage. */
export function stillBroken(): WatchHistory {
  const history = new WatchHistory("text://10.9.2.10:4578", 1);
  const silent = { verdict: SILENT, outage: 1 } as const;
  const moves: readonly WatchTransition[] = [
    move(0, "idle", "connecting", { cause: "start" }),
    move(400, "connecting", "online"),
    move(45_500, "online", "offline", { ...silent, cause: "beats-missed" }),
    move(46_500, "offline", "connecting", { ...silent, cause: "retry-due" }),
    move(47_000, "connecting", "stopped", { ...silent, cause: "stop" }),
  ];
  for (const one of moves) history.addMove(one, false);
  return history;
}

/** A target that goes down and up again and again, with evil words. */
export function hostile(): WatchHistory {
  const history = new WatchHistory(`text://${HOSTILE}<script>`, 2);
  const verdict = { ...SILENT, title: HOSTILE + "]]><b>", detail: HOSTILE };
  for (let turn = 0; turn < 3000; turn++) {
    const outage = { outage: turn + 1 };
    const atMs = turn * 60_000;
    history.addMove(move(atMs, "connecting", "online", outage), false);
    history.addMove(
      move(atMs + 50_000, "suspect", "offline", { ...outage, verdict }),
      false,
    );
    history.addRoundTrip(turn % 100, isoAt(atMs + 10));
  }
  return history;
}
