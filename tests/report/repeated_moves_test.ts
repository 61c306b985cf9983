import { assertEquals } from "@std/assert/equals";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import {
  TRANSITION_SCHEMA,
  type WatchTransition,
} from "../../src/model/watch_transition.ts";
import { RepeatedMoves } from "../../src/report/repeated_moves.ts";

type State = WatchTransition["to"];

/** A move within an outage, or outside where its number is 0. */
function move(to: State, outage: number, mode?: FailureMode): WatchTransition {
  const verdict = mode && {
    mode,
    case: null,
    segment: "server" as const,
    certain: true,
    candidates: [mode],
    title: "",
    detail: `${outage}`,
    advice: "",
  };
  return {
    schema: TRANSITION_SCHEMA,
    target: "text://10.9.2.10:4578",
    from: "connecting",
    to,
    cause: "attempt-failed",
    phase: "after-connect",
    verdict: verdict ?? null,
    ...(outage > 0 && { outage }),
    at: "2026-11-20T19:00:00.125Z",
    sinceMs: 1,
  };
}

/** The moves that are told, as lines. */
function told(moves: readonly WatchTransition[]): readonly string[] {
  const repeated = new RepeatedMoves();
  return moves.filter((move) => !repeated.take(move))
    .map(({ to, verdict }) => `${to} ${verdict?.mode ?? ""}`.trim());
}

Deno.test("`take()` tells an outage and none of its attempts", () => {
  const retry = [
    move("connecting", 1, "server-stopped"),
    move("offline", 1, "server-stopped"),
  ];
  const outage = [move("offline", 1, "server-stopped")];
  assertEquals(told([...outage, ...retry, ...retry, ...retry]), [
    "offline server-stopped",
  ]);
});

Deno.test("`take()` tells each change of the cause", () => {
  const modes = [
    "server-unreachable",
    "server-unreachable",
    "path-broken",
    "server-unreachable",
  ] as const;
  assertEquals(told(modes.map((mode) => move("offline", 1, mode))), [
    "offline server-unreachable",
    "offline path-broken",
    "offline server-unreachable",
  ]);
});

Deno.test("`take()` begins anew with each outage, and tells all else", () => {
  const moves = [
    move("connecting", 0),
    move("online", 0),
    move("offline", 1, "session-lost"),
    move("online", 1),
    move("suspect", 0),
    move("suspect", 0),
    move("offline", 2, "session-lost"),
    move("stopped", 2),
  ];
  assertEquals(told(moves).length, moves.length);
});
