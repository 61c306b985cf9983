/** How many things passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Adds tallies up.
 *
 * @param tallies Any number of them.
 * @returns The sum.
 */
export function sum(tallies: readonly Tally[]): Tally {
  let passed = 0;
  let failed = 0;
  for (const tally of tallies) {
    passed += tally.passed;
    failed += tally.failed;
  }
  return { passed, failed };
}

/**
 * The closing line of every run of checks or tests.
 *
 * @param tally What to say.
 * @returns Such as `12 passed, 0 failed`.
 */
export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed`;
}

/**
 * Reads the outcome of one `deno test` run.
 *
 * @param junit The text of its JUnit report, if it wrote one.
 * @param code Its exit code.
 * @returns The tally. A run that failed without a failed test, such as one
 * that does not type-check, counts as one failure.
 */
export function tallyOf(junit: string | undefined, code: number): Tally {
  const head = /<testsuites\b[^>]*>/.exec(junit ?? "")?.[0] ?? "";
  const tests = attribute(head, "tests");
  const bad = attribute(head, "failures") + attribute(head, "errors");
  const ignored = (junit?.match(/<skipped\b/g) ?? []).length;
  const failed = code !== 0 && bad === 0 ? 1 : bad;
  return { passed: Math.max(0, tests - bad - ignored), failed };
}

function attribute(tag: string, name: string): number {
  return Number(new RegExp(` ${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);
}
