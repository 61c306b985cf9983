import { formatDuration } from "../../src/model/duration.ts";
import { surroundings, versions } from "../bench/surroundings.ts";
import { format } from "../bench/markdown.ts";
import { withSection } from "../generate.ts";
import { accuracyPage, accuracySummary, type Measured } from "./accuracy.ts";
import { addRuns, readRun, type RunFile, SCHEMA } from "./earlier_runs.ts";
import type { LabOptions } from "./lab_options.ts";
import { resultsOf } from "./results.ts";
import type { Findings } from "./runner.ts";
import { WATCHED, watchedIn, watchedPart } from "./watched.ts";

/** What the markers of the summary are called. */
const SECTION = "accuracy";

/**
 * Tells what cannot be written before minutes are spent.
 *
 * @param options Which files are asked for.
 * @throws {RangeError} If a file has no place for a section, or is no run.
 */
export async function checkPlaces(
  { summary, write, quietMs, add }: LabOptions,
): Promise<void> {
  for (const path of add) await readRun(path);
  if (summary !== undefined) await checkPlace(summary, SECTION);
  if (write !== undefined && quietMs !== undefined) {
    await checkPlace(write, WATCHED);
  }
}

async function checkPlace(path: string, section: string): Promise<void> {
  try {
    withSection(await Deno.readTextFile(path), section, "");
  } catch (error) {
    const reason = error instanceof Error ? error.message : `${error}`;
    throw new RangeError(`Cannot write to ${path}: ${reason}`);
  }
}

/**
 * Writes the files that were asked for.
 *
 * @param findings What the run gave.
 * @param options Which files.
 */
export async function publish(
  latest: Findings,
  options: LabOptions,
): Promise<void> {
  const { json, write, summary, add } = options;
  if (json === undefined && write === undefined && summary === undefined) {
    return;
  }
  const { findings, repeat } = addRuns([
    ...await Promise.all(add.map(readRun)),
    { findings: latest, repeat: options.repeat },
  ]);
  const [, load] = Deno.loadavg();
  const measured: Measured = {
    // Whoever else holds the processors makes all times longer.
    surroundings: `${surroundings()}, load average ${load?.toFixed(1)}`,
    versions: await versions(),
    repeat,
    results: resultsOf(findings),
    outcomes: findings.outcomes,
    broken: findings.broken,
    starved: findings.starved,
  };
  if (json !== undefined) await writeJson(json, measured);
  if (write !== undefined) {
    const text = pageOf(measured, options, await textOf(write));
    await Deno.writeTextFile(write, await format(text));
  }
  if (summary !== undefined) {
    const text = await Deno.readTextFile(summary);
    const section = withSection(text, SECTION, accuracySummary(measured));
    await Deno.writeTextFile(summary, await format(section));
  }
}

/** A long watch changes its own part of the page, and all else the others. */
function pageOf(
  measured: Measured,
  { quietMs, only }: LabOptions,
  page: string,
): string {
  if (quietMs === undefined) return accuracyPage(measured, watchedIn(page));
  const command = `deno task lab --only '${only.source}' --quiet-for ` +
    formatDuration(quietMs);
  const { results, surroundings } = measured;
  const how = { command, surroundings, quietMs };
  return withSection(page, WATCHED, watchedPart(results, how));
}

async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

async function writeJson(path: string, measured: Measured): Promise<void> {
  const value = { schema: SCHEMA, ...measured } satisfies RunFile;
  await Deno.writeTextFile(path, JSON.stringify(value, null, 2) + "\n");
}
