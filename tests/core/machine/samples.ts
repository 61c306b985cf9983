import { assertEquals } from "@std/assert/equals";
import { step } from "../../../src/core/machine/step.ts";
import type { Effect } from "../../../src/model/effect.ts";
import type {
  MachineEvent,
  PlainEvent,
  PlainResult,
  SessionEnd,
} from "../../../src/model/event.ts";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../../src/model/failure_modes.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import { INITIAL_STATE, type State } from "../../../src/model/state.ts";
import type { Transition } from "../../../src/model/transition.ts";
import type { Verdict } from "../../../src/model/verdict.ts";

/** A verdict of that mode, as far as the machine reads one. */
export function verdictOf(mode: FailureMode): Verdict {
  return {
    mode,
    case: null,
    segment: null,
    certain: true,
    candidates: [mode],
    title: FAILURE_MODES[mode].title,
    detail: "",
    advice: "",
    evidence: [],
  };
}

/** What is said of a silent proxy machine that nobody can ask. */
export const PROXY_SILENT: Verdict = {
  ...verdictOf("proxy-unreachable"),
  certain: false,
  candidates: [
    "proxy-network-down",
    "proxy-cable-unplugged",
    "proxy-machine-off",
  ],
};

/** An event without the epoch, which {@linkcode replay} fills in. */
export type Cue = MachineEvent extends infer Event
  ? Event extends MachineEvent ? Omit<Event, "epoch"> : never
  : never;

/** What a row of events led to. */
export interface Replay {
  readonly state: State;
  readonly transitions: readonly Transition[];
  /** Effects of the last event. */
  readonly effects: readonly Effect[];
}

/** Takes events one after another, each in the epoch that it finds. */
export function replay(
  cues: readonly Cue[],
  state: State = INITIAL_STATE,
): Replay {
  const transitions: Transition[] = [];
  let effects: readonly Effect[] = [];
  for (const cue of cues) {
    const event = { ...cue, epoch: state.epoch } as MachineEvent;
    const result = step(state, event, DEFAULT_POLICY);
    state = result.state;
    transitions.push(...result.transitions);
    effects = result.effects;
  }
  return { state, transitions, effects };
}

/** A transition in one short line. */
export function line({ from, to, cause, verdict }: Transition): string {
  return `${from} > ${to} (${cause})${verdict ? ` ${verdict.mode}` : ""}`;
}

/** An event that tells no more than that it came. */
export function plain(
  atMs: number,
  kind: (PlainEvent | PlainResult)["kind"],
): Cue {
  return { kind, atMs };
}

/** An attempt that led to a session, with a flaw or without. */
export function connected(atMs: number, flaw?: FailureMode): Cue {
  const verdict = flaw === undefined ? null : verdictOf(flaw);
  return { kind: "connected", atMs, verdict };
}

/** Missed beats, be they the last that are allowed or not. */
export function missed(atMs: number, misses: number, last = false): Cue {
  return { kind: "beats-missed", atMs, misses, last };
}

/** The end of a session. */
export function ended(atMs: number, cause: SessionEnd): Cue {
  return { kind: "session-ended", atMs, cause };
}

/** A judgement. */
export function judged(atMs: number, mode: FailureMode): Cue {
  return { kind: "verdict", atMs, verdict: verdictOf(mode) };
}

export const CONNECTING: readonly Cue[] = [
  { kind: "start", atMs: 0, seed: 1 },
];

export const ONLINE: readonly Cue[] = [...CONNECTING, connected(10)];

export const SUSPECT: readonly Cue[] = [...ONLINE, missed(20, 1)];

/** Suspect before any session. */
export const COLD_SUSPECT: readonly Cue[] = [
  ...CONNECTING,
  plain(20, "attempt-failed"),
];

export const OFFLINE: readonly Cue[] = [...SUSPECT, judged(30, "server-hung")];

/** Connecting inside an outage. */
export const RETRYING: readonly Cue[] = [...OFFLINE, plain(40, "retry-due")];

/** Connecting because the clocks moved apart. */
export const AWOKEN: readonly Cue[] = [...ONLINE, plain(20, "clock-jumped")];

/** An event, the news that it makes, and its effects. */
export type MoveRow = readonly [cue: Cue, news: string, effects: string];

/** Checks what each of several events leads to after the same past. */
export function checkMoves(
  past: readonly Cue[],
  rows: readonly MoveRow[],
): void {
  const before = replay(past).state;
  for (const [cue, news, effects] of rows) {
    const after = replay([cue], before);
    const name = `${before.name} + ${JSON.stringify(cue)}`;
    assertEquals(after.transitions.map(line).join("; "), news, name);
    assertEquals(
      after.effects.map(({ kind }) => kind).join(" "),
      effects,
      name,
    );
  }
}
