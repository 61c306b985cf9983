/**
 * Makes each fault in a lab of its own and prints the name that the program
 * gave beside the one that is right. Needs root and network namespaces.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { FAULTS } from "./faults.ts";
import { Lab } from "./lab.ts";
import { writeIndex, writeScenario } from "./scenario.ts";
import { type Trial, tryFault } from "./trial.ts";

const options = parseArgs(Deno.args, {
  string: ["only", "record"],
  boolean: ["list"],
});

if (options.list) {
  for (const { name, mode } of FAULTS) console.log(name, mode ?? "healthy");
} else if (await Lab.isPossible()) {
  Deno.exitCode = await runAll();
} else {
  console.error("Cannot make network namespaces: run the lab as root");
  Deno.exitCode = 2;
}

async function runAll(): Promise<number> {
  const chosen = FAULTS.filter(({ name }) =>
    options.only === undefined || name.includes(options.only)
  );
  let wrong = 0;
  for (const [index, fault] of chosen.entries()) {
    const trial = await tryFault(fault, `flt${Deno.pid}-${index}`);
    if (!isRight(trial)) wrong++;
    console.log(line(trial));
    if (options.record !== undefined) {
      await writeScenario(options.record, trial);
    }
  }
  if (options.record !== undefined) await writeIndex(options.record);
  console.log(`${chosen.length - wrong} passed, ${wrong} failed`);
  return wrong === 0 ? 0 : 1;
}

/** Right is the mode itself, or a set of candidates that holds it. */
function isRight({ fault, diagnosis }: Trial): boolean {
  const { verdict } = diagnosis;
  if (fault.mode === null || verdict === null) return fault.mode === verdict;
  return verdict.mode === fault.mode || verdict.candidates.includes(fault.mode);
}

function line(trial: Trial): string {
  const { fault, diagnosis, ran, packets } = trial;
  const { verdict } = diagnosis;
  const said = verdict === null
    ? "healthy"
    : verdict.certain
    ? verdict.mode
    : `${verdict.mode}? (${verdict.candidates.join(", ")})`;
  return [
    isRight(trial) ? "right" : "WRONG",
    fault.name.padEnd(34),
    `${ran.tookMs.toFixed(0).padStart(5)} ms`,
    `${packets} packets`.padStart(10),
    `exit ${ran.code}`,
    said,
  ].join("  ");
}
