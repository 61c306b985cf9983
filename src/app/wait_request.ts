import type { FailureMode } from "../model/failure_modes.ts";
import {
  DEFAULT_TIMEOUT_MS,
  MAX_WAIT_MS,
  MAX_WAIT_TARGETS,
  MIN_TIMEOUT_MS,
} from "../model/limits.ts";
import type { Target } from "../model/target.ts";
import type { WaitedTarget } from "../model/wait_result.ts";
import { requirePossibleNames } from "./possible_name.ts";
import { parseQuestion, type Question, requireTime } from "./question.ts";
import type { WaitOptions } from "./wait.ts";

/** Default time that all targets have to come, in milliseconds. */
const DEFAULT_WAIT_MS = 60_000;

/** Default time between two tries of a target, in milliseconds. */
const DEFAULT_INTERVAL_MS = 1000;

/** What never passes: a program that runs is given no more permissions. */
const NEVER_PASSES: readonly FailureMode[] = ["not-permitted"];

/** What a wait was asked for, checked. */
export interface WaitRequest {
  /** What is asked of each target. */
  readonly questions: readonly Question[];
  /** How many of them have to be ready. */
  readonly needed: number;
  /** The longest that the wait may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Time between two tries of a target, in milliseconds. */
  readonly intervalMs: number;
  /** How many times in a row a target has to work. */
  readonly stable: number;
  /** What ends the wait at once. */
  readonly failOn: readonly FailureMode[];
  /** Is told of each try. */
  readonly onTry: (target: WaitedTarget) => void;
  /** Ends the wait with an error. */
  readonly signal: AbortSignal;
}

/**
 * Checks what is waited for before anything is contacted.
 *
 * @param targets The targets.
 * @param options How to ask, and how long.
 * @returns What to do.
 * @throws {SyntaxError} If something cannot be read, or can never come.
 * @throws {RangeError} If a number or a count is out of range.
 */
export function parseWait(
  targets: readonly (string | Target)[],
  options: WaitOptions,
): WaitRequest {
  const { timeoutMs = DEFAULT_WAIT_MS, intervalMs = DEFAULT_INTERVAL_MS } =
    options;
  const { any = false, stable = 1, failOn = [] } = options;
  requireWithin("targets", targets.length, 1, MAX_WAIT_TARGETS);
  requireWithin("timeoutMs", timeoutMs, MIN_TIMEOUT_MS, MAX_WAIT_MS);
  requireTime("intervalMs", intervalMs);
  requireWithin("stable", stable, 1, Number.MAX_SAFE_INTEGER);
  const path = {
    ...options,
    timeoutMs: Math.min(timeoutMs, DEFAULT_TIMEOUT_MS),
  };
  const questions = targets.map((target) => parseQuestion(target, path));
  for (const question of questions) requirePossibleNames(question);
  return {
    questions,
    needed: any ? 1 : questions.length,
    timeoutMs,
    intervalMs,
    stable,
    failOn: [...NEVER_PASSES, ...failOn],
    onTry: options.onTry ?? (() => {}),
    signal: options.signal ?? new AbortController().signal,
  };
}

function requireWithin(
  name: string,
  value: number,
  least: number,
  most: number,
): void {
  if (value >= least && value <= most) return;
  throw new RangeError(
    `Cannot use '${name}' outside ${least} to ${most}: current value is ` +
      `${value}`,
  );
}
