import { answersOf, lentEvidence } from "../core/check/lent_evidence.ts";
import { meets } from "../core/check/expectation.ts";
import { createDenoIo } from "../io/deno.ts";
import type { Io } from "../io/io.ts";
import type { CheckedTarget, CheckReport } from "../model/check_report.ts";
import type { CheckTarget } from "../model/check_target.ts";
import type { Diagnosis } from "../model/diagnosis.ts";
import {
  type CheckItem,
  type CheckPlanOptions,
  planCheck,
} from "./check_plan.ts";
import { checkReport } from "./check_report.ts";
import { answerQuestion, diagnosisOf } from "./diagnose.ts";
import { runPaced } from "./paced_pool.ts";
import { SharedLooks } from "./shared_looks.ts";

/**
 * Most diagnoses at once. All targets behind a proxy that hangs wait for the
 * whole time-out: five hundred of them in one go take 2 s, not four times that.
 */
const MAX_AT_ONCE = 512;

/**
 * Most at once when those are asked again for which this machine had no time:
 * a few do not starve it where five hundred did.
 */
const MAX_AGAIN = 8;

/** Options of {@linkcode check}. */
export interface CheckOptions extends CheckPlanOptions {
  /** Ends the check; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Is told of each target as soon as it was looked at. Where that leaves its
   * cause open, others may yet name it: `onChecked` tells what stands.
   */
  readonly onFound?: (target: CheckedTarget) => void;
  /**
   * Is told of each target as soon as its result stands, in any order: of those
   * whose cause is open only at the end, since others may help to name it.
   */
  readonly onChecked?: (target: CheckedTarget) => void;
}

/**
 * Diagnoses many targets at once, and works out what they have in common:
 * fifty targets behind one dead proxy are one finding.
 *
 * What they share is looked at once: this machine's link, a name, a gateway, a
 * proxy. Up to 512 are looked at at once, fewer where this machine is busy.
 *
 * @param targets The targets, as `host:port` or a URL, or with what is expected
 * of them; at most 20000.
 * @param options What holds for all of them.
 * @returns What was found, in the order of the targets.
 * @throws {SyntaxError} If a target, proxy, reference or name server cannot be
 * read, or a name stands twice.
 * @throws {RangeError} If a port, a time or a count is out of range.
 *
 * @example Two targets of which one is down
 * ```ts
 * import { check } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const up = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const down = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * down.close();
 *
 * const { passed, findings } = await check([
 *   `127.0.0.1:${up.addr.port}`,
 *   { name: "database", target: `127.0.0.1:${down.addr.port}` },
 * ]);
 * assertEquals(passed, false);
 * assertEquals(findings[0]?.verdict.mode, "server-stopped");
 * assertEquals(findings[0]?.victims, ["database"]);
 * up.close();
 * ```
 */
export function check(
  targets: readonly (string | CheckTarget)[],
  options: CheckOptions = {},
): Promise<CheckReport> {
  return checkWith(createDenoIo(), targets, options);
}

/** Does the same in another world. */
export async function checkWith(
  io: Io,
  targets: readonly (string | CheckTarget)[],
  options: CheckOptions = {},
): Promise<CheckReport> {
  const items = planCheck(targets, options);
  return await checkItems(io, items, options);
}

/** Does the same for a plan that was made. */
export async function checkItems(
  io: Io,
  items: readonly CheckItem[],
  options: Pick<CheckOptions, "signal" | "onFound" | "onChecked">,
): Promise<CheckReport> {
  const { signal = new AbortController().signal } = options;
  const { onFound, onChecked } = options;
  signal.throwIfAborted();
  const startedAt = new Date(io.clock.wallMs()).toISOString();
  const startMs = io.clock.monotonicMs();
  const told = (item: CheckItem, found: Diagnosis) => {
    const checked = checkedTarget(item, found);
    onFound?.(checked);
    if (stands(found)) onChecked?.(checked);
  };
  const looks = { io, signal, told };
  const first = await diagnoseAll(items, { ...looks, most: MAX_AT_ONCE });
  const starved = items.filter((_, index) => isStarved(first[index]));
  const second = await diagnoseAll(starved, { ...looks, most: MAX_AGAIN });
  const again = new Map(starved.map((item, index) => [item, second[index]]));
  const diagnoses = items.map((item, index) => again.get(item) ?? first[index]);
  const checked = judgeTogether(items, diagnoses, onChecked);
  const elapsedMs = io.clock.monotonicMs() - startMs;
  return checkReport(checked, { startedAt, elapsedMs });
}

/** How targets are looked at. */
interface LookAll {
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly most: number;
  /** Is told of each result. */
  readonly told: (item: CheckItem, found: Diagnosis) => void;
}

async function diagnoseAll(
  items: readonly CheckItem[],
  { told, ...pace }: LookAll,
): Promise<readonly Diagnosis[]> {
  const { io } = pace;
  const shared = new SharedLooks(io);
  const diagnoses: Diagnosis[] = [];
  try {
    await runPaced(items.length, async (index, signal) => {
      const item = items[index];
      if (item === undefined) return;
      const { question } = item;
      const found = await answerQuestion(io, question, { signal, shared });
      diagnoses[index] = found;
      told(item, found);
    }, pace);
  } finally {
    await shared.close();
  }
  return diagnoses;
}

function isStarved(found: Diagnosis | undefined): boolean {
  return found?.verdict?.mode === "observer-overloaded";
}

/** Whether no other look, and nothing that others see, can change it. */
function stands(found: Diagnosis): boolean {
  const { verdict } = found;
  return verdict === null || (verdict.certain && !isStarved(found));
}

/** Judges those again for whom others have seen more. */
function judgeTogether(
  items: readonly CheckItem[],
  diagnoses: readonly (Diagnosis | undefined)[],
  onChecked: CheckOptions["onChecked"],
): readonly CheckedTarget[] {
  const answers = answersOf(diagnoses.filter((one) => one !== undefined));
  return items.flatMap((item, index) => {
    const found = diagnoses[index];
    if (found === undefined) return [];
    const lent = lentEvidence(found, answers);
    const whole = lent.length === 0
      ? found
      : diagnosisOf(item.question, [...found.observations, ...lent], found);
    const checked = checkedTarget(item, whole);
    if (!stands(found)) onChecked?.(checked);
    return [checked];
  });
}

function checkedTarget(item: CheckItem, diagnosis: Diagnosis): CheckedTarget {
  const { name, labels, expected, maxLatencyMs } = item;
  return {
    name,
    target: diagnosis.target,
    proxy: diagnosis.proxy,
    labels,
    expected,
    maxLatencyMs,
    ...meets(item, diagnosis),
    diagnosis,
  };
}
