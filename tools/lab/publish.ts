import { surroundings, versions } from "../bench/surroundings.ts";
import { format } from "../bench/markdown.ts";
import { withSection } from "../generate.ts";
import { accuracyPage, accuracySummary, type Measured } from "./accuracy.ts";
import type { LabOptions } from "./lab_options.ts";
import { resultsOf } from "./results.ts";
import type { Findings } from "./runner.ts";

/** What the markers of the summary are called. */
const SECTION = "accuracy";

/**
 * Tells what cannot be written before minutes are spent.
 *
 * @param options Which files are asked for.
 * @throws {RangeError} If a file has no place for the summary.
 */
export async function checkPlaces({ summary }: LabOptions): Promise<void> {
  if (summary === undefined) return;
  try {
    withSection(await Deno.readTextFile(summary), SECTION, "");
  } catch (error) {
    const reason = error instanceof Error ? error.message : `${error}`;
    throw new RangeError(`Cannot write to ${summary}: ${reason}`);
  }
}

/**
 * Writes the files that were asked for.
 *
 * @param findings What the run gave.
 * @param options Which files.
 */
export async function publish(
  findings: Findings,
  { json, write, summary, repeat }: LabOptions,
): Promise<void> {
  if (json === undefined && write === undefined && summary === undefined) {
    return;
  }
  const [, load] = Deno.loadavg();
  const measured: Measured = {
    // Whoever else holds the processors makes all times longer.
    surroundings: `${surroundings()}, load average ${load?.toFixed(1)}`,
    versions: await versions(),
    repeat,
    results: resultsOf(findings),
    outcomes: findings.outcomes,
    broken: findings.broken,
  };
  if (json !== undefined) await writeJson(json, measured);
  if (write !== undefined) {
    await Deno.writeTextFile(write, await format(accuracyPage(measured)));
  }
  if (summary !== undefined) {
    const text = await Deno.readTextFile(summary);
    const section = withSection(text, SECTION, accuracySummary(measured));
    await Deno.writeTextFile(summary, await format(section));
  }
}

async function writeJson(path: string, measured: Measured): Promise<void> {
  const { outcomes: _, ...published } = measured;
  const value = { schema: "faultline/lab@1", ...published };
  await Deno.writeTextFile(path, JSON.stringify(value, null, 2) + "\n");
}
