/**
 * Makes each fault in a lab of its own and prints the name that the program
 * gave beside the one that is right. Needs root and network namespaces.
 *
 * Options: `--only WORD` for the faults with that word in their name, `--list`,
 * `--record FOLDER` for golden scenarios, `--jobs COUNT` for how many labs stand
 * at once, `--program FILE` for another build, `--verbose` for what was seen.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { isInstalled } from "../dx/programs.ts";
import { run } from "./command.ts";
import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { lineOf, type Mark, markOf } from "./judgement.ts";
import { Lab } from "./lab.ts";
import { removeDeadRuns, removeThisRun } from "./leftovers.ts";
import { writeIndex, writeScenario } from "./scenario.ts";
import { type Trial, tryFault } from "./trial.ts";

/** Labs at once where only a time-out is waited for. */
const DEFAULT_JOBS = 4;

/** Share of the trials that may take longer than they may: p95. */
const SLOW_SHARE = 0.05;

/** As shells number the end by SIGINT. */
const EXIT_INTERRUPTED = 130;

const options = parseArgs(Deno.args, {
  string: ["only", "record", "jobs", "program"],
  boolean: ["list", "verbose"],
  default: {
    jobs: `${DEFAULT_JOBS}`,
    program: new URL("../../dist/faultline.js", import.meta.url).pathname,
  },
});

const interrupted = new AbortController();

if (options.list) {
  for (const { name, truth } of FAULTS) console.log(name, truth ?? "healthy");
} else if (await Lab.isPossible()) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, interrupt);
  }
  await removeDeadRuns();
  Deno.exit(await runAll());
} else {
  console.error("Cannot make network namespaces: run the lab as root");
  Deno.exitCode = 2;
}

/** Ends everything at once: what still waits for a peer fails then. */
async function interrupt(): Promise<void> {
  interrupted.abort();
  await removeThisRun();
}

async function runAll(): Promise<number> {
  const chosen = FAULTS.filter(({ name }) =>
    options.only === undefined || name.includes(options.only)
  );
  const possible = chosen.filter(isPossible);
  // The first start of a build compiles it.
  await run([Deno.execPath(), "run", options.program, "--version"]);
  // What is measured in milliseconds has the machine for itself.
  const marks = [
    ...await runSome(possible.filter(({ silent }) => !silent), 1),
    ...await runSome(possible.filter(({ silent }) => silent), +options.jobs),
  ];
  if (interrupted.signal.aborted) {
    await removeThisRun();
    return EXIT_INTERRUPTED;
  }
  if (options.record !== undefined) await writeIndex(options.record);
  return conclude(marks, chosen.length - possible.length);
}

/** Times are kept where 19 of 20 are; names, packets and processes always. */
function conclude(marks: readonly Mark[], skipped: number): number {
  const count = (mark: Mark) => marks.filter((one) => one === mark).length;
  const [wrong, slow] = [count("wrong"), count("slow")];
  console.log(
    `${marks.length - wrong} passed, ${wrong} failed` +
      (slow === 0 ? "" : `, ${slow} slow`) +
      (skipped === 0 ? "" : `, ${skipped} skipped`),
  );
  const mostSlow = Math.ceil(marks.length * SLOW_SHARE);
  return wrong === 0 && slow <= mostSlow && marks.length > 0 ? 0 : 1;
}

function isPossible({ name, services = [] }: Fault): boolean {
  const missing = services.find(({ program }) => !isInstalled(program));
  if (missing === undefined) return true;
  console.log(`skip   ${name}: needs ${missing.program}`);
  return false;
}

/** Runs some trials, so many at a time. */
async function runSome(
  faults: readonly Fault[],
  jobs: number,
): Promise<readonly Mark[]> {
  const waiting = [...faults];
  const marks: Mark[] = [];
  async function work() {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      if (interrupted.signal.aborted) return;
      marks.push(await runOne(fault));
    }
  }
  await Promise.all(Array.from({ length: jobs }, work));
  return marks;
}

async function runOne(fault: Fault): Promise<Mark> {
  const prefix = `flt${Deno.pid}-${FAULTS.indexOf(fault)}`;
  try {
    const trial = await tryFault(fault, prefix, options);
    // What was seen while everything was being ended proves nothing.
    if (interrupted.signal.aborted) return "wrong";
    console.log(lineOf(trial));
    if (options.verbose) tell(trial);
    const mark = markOf(trial);
    if (options.record !== undefined && mark !== "wrong") {
      await writeScenario(options.record, trial);
    }
    return mark;
  } catch (error) {
    if (!interrupted.signal.aborted) console.log(`BROKEN ${fault.name}`, error);
    return "wrong";
  }
}

function tell({ diagnosis: { observations } }: Trial): void {
  for (const one of observations) {
    const { probe, segment, subject, outcome, at, tookMs, detail } = one;
    const facts = JSON.stringify(detail);
    console.log(
      "  ",
      at.slice(17),
      probe,
      segment,
      subject,
      outcome,
      tookMs,
      facts,
    );
  }
}
