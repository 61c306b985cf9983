import type { CheckedTarget } from "../model/check_report.ts";
import type { CheckTarget } from "../model/check_target.ts";
import { MAX_CHECK_TARGETS } from "../model/limits.ts";
import type { ProxyTarget } from "../model/target.ts";
import { parseQuestion, type Question } from "./question.ts";

/** What holds for all targets that say nothing else. */
export interface CheckPlanOptions {
  /** The proxy between this machine and the targets. @default none */
  readonly proxy?: string | ProxyTarget;
  /**
   * The longest that one probe may wait, in milliseconds, 10 to 600000.
   * @default {2000}
   */
  readonly timeoutMs?: number;
  /** Hosts expected to be alive, at most 3. @default {[]} */
  readonly references?: readonly string[];
  /**
   * Name servers to ask instead of the configured ones, at most 3.
   * @default the system's
   */
  readonly nameServers?: readonly string[];
}

/** One target of a check, read and checked. */
export interface CheckItem
  extends Pick<CheckedTarget, "name" | "labels" | "expected" | "maxLatencyMs"> {
  /** What is asked. */
  readonly question: Question;
}

/**
 * Reads all targets of a check before anything is contacted.
 *
 * @param targets The targets.
 * @param options What holds for all of them.
 * @returns The questions. A target without a name is called by its URL, with a
 * number where it stands twice.
 * @throws {SyntaxError} If a target, proxy, reference or name server cannot be
 * read, or a name stands twice.
 * @throws {RangeError} If a port, a time or a count is out of range.
 */
export function planCheck(
  targets: readonly (string | CheckTarget)[],
  options: CheckPlanOptions,
): readonly CheckItem[] {
  requireCount(targets.length);
  const wholes = targets.map((target) =>
    typeof target === "string" ? { target } : target
  );
  const questions = wholes.map((target) => questionOf(target, options));
  const names = namesOf(wholes, questions);
  return wholes.map((target, index) => {
    const { expect = "healthy", maxLatencyMs = null, labels = {} } = target;
    const [name, question] = [names[index], questions[index]] as [
      string,
      Question,
    ];
    return { name, labels, expected: expect, maxLatencyMs, question };
  });
}

function questionOf(
  target: CheckTarget,
  options: CheckPlanOptions,
): Question {
  const proxy = target.proxy === undefined ? options.proxy : target.proxy;
  const timeoutMs = target.timeoutMs ?? options.timeoutMs;
  const { references = options.references } = target;
  const { nameServers = options.nameServers } = target;
  return parseQuestion(target.target, {
    ...(proxy !== undefined && proxy !== null && { proxy }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(references !== undefined && { references }),
    ...(nameServers !== undefined && { nameServers }),
  });
}

/** Given names must differ; others are told apart by a number. */
function namesOf(
  targets: readonly CheckTarget[],
  questions: readonly Question[],
): readonly string[] {
  const taken = new Set<string>();
  for (const { name } of targets) {
    if (name === undefined) continue;
    if (taken.has(name)) {
      throw new SyntaxError(
        "Cannot use a name for two targets: current value is " +
          JSON.stringify(name),
      );
    }
    taken.add(name);
  }
  const counts = new Map<string, number>();
  return targets.map(({ name }, index) => {
    if (name !== undefined) return name;
    const url = questions[index]?.target.url ?? "";
    let count = counts.get(url) ?? 0;
    let free: string;
    do {
      count++;
      free = count === 1 ? url : `${url} (${count})`;
    } while (taken.has(free));
    counts.set(url, count);
    taken.add(free);
    return free;
  });
}

function requireCount(count: number): void {
  if (count <= MAX_CHECK_TARGETS) return;
  throw new RangeError(
    `Cannot check more than ${MAX_CHECK_TARGETS} targets: current value is ` +
      count,
  );
}
