/**
 * Makes each fault in a lab of its own and prints the name that the program
 * gave beside the one that is right. Needs root and network namespaces.
 *
 * Options: `--only PATTERN` for the scenarios whose name matches, `--phase
 * before-connect|after-connect`, `--repeat N` for how often each is tried,
 * `--confirm N` for how often one with a wrong word is tried again before the
 * run fails, `--list`, `--keep` for a look inside the lab of a single trial,
 * `--others` for what other programs say, `--json FILE` for all that was
 * measured, `--write FILE` for the report, `--summary FILE` for its summary
 * between markers, `--record FOLDER` for golden scenarios, `--jobs N` for how
 * many labs stand at once, `--quiet-for DURATION` for how long a healthy
 * session is watched, `--add FILE` for an earlier run's JSON that counts as
 * well, `--program FILE` for another build, `--verbose` for what was seen.
 *
 * @module
 */

import { run } from "./command.ts";
import { conclude } from "./conclusion.ts";
import { type Experiment, EXPERIMENTS, missingProgram } from "./experiment.ts";
import { Lab } from "./lab.ts";
import { type LabOptions, parseLabOptions } from "./lab_options.ts";
import { removeDeadRuns, removeThisRun } from "./leftovers.ts";
import { checkPlaces, publish } from "./publish.ts";
import { Runner } from "./runner.ts";
import { writeIndex } from "./scenario.ts";

/** Exit code where nothing was tried. */
const EXIT_USAGE = 2;

/** As shells number the end by SIGINT. */
const EXIT_INTERRUPTED = 130;

const BUILD = new URL("../../dist/faultline.js", import.meta.url).pathname;

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  try {
    const asked = parseLabOptions(args, BUILD);
    const chosen = choose(asked);
    if (asked.list) return list(chosen);
    await checkPlaces(asked);
    const program = await Deno.realPath(asked.program).catch(() => {
      throw new RangeError(
        `Cannot try ${asked.program}: build it by \`deno task build\``,
      );
    });
    if (!await Lab.isPossible()) {
      throw new RangeError(
        "Cannot make network namespaces: run the lab as root, on Linux",
      );
    }
    return await runAll(chosen, { ...asked, program });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    return EXIT_USAGE;
  }
}

function choose(options: LabOptions): Experiment[] {
  const { only, phase, keep, repeat } = options;
  const chosen = EXPERIMENTS.filter((one) =>
    only.test(one.name) && (phase ?? one.phase) === one.phase
  );
  if (chosen.length === 0) {
    throw new RangeError(
      `Cannot choose a scenario as ${only.source}: none is called so; ` +
        "see --list",
    );
  }
  if (keep && chosen.length * repeat > 1) {
    throw new RangeError(
      `Cannot keep ${chosen.length * repeat} labs: choose one scenario, ` +
        "such as --only '^client-cable$'",
    );
  }
  return chosen;
}

function list(experiments: readonly Experiment[]): number {
  for (const { phase, name, truth } of experiments) {
    console.log(phase.padEnd(14), name.padEnd(40), truth ?? "healthy");
  }
  return 0;
}

async function runAll(
  chosen: readonly Experiment[],
  options: LabOptions,
): Promise<number> {
  const interrupted = new AbortController();
  // Ends everything at once: what still waits for a peer fails then.
  async function interrupt(): Promise<void> {
    interrupted.abort();
    await removeThisRun();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, interrupt);
  }
  await removeDeadRuns();
  const start = ["run", "--no-config", options.program, "--version"];
  // The first start of a build compiles it.
  await run([Deno.execPath(), ...start]);
  const { tookMs: startMs } = await run([Deno.execPath(), ...start]);
  const possible = chosen.filter(isPossible);
  const runner = new Runner(options, startMs, interrupted.signal);
  const findings = await runner.run(possible);
  if (interrupted.signal.aborted) {
    await removeThisRun();
    return EXIT_INTERRUPTED;
  }
  if (options.record !== undefined) await writeIndex(options.record);
  await publish(findings, options);
  const { lines, isGood } = conclude(
    findings,
    chosen.length - possible.length,
    options.confirm > 0,
  );
  for (const line of lines) console.log(line);
  return isGood ? 0 : 1;
}

function isPossible(experiment: Experiment): boolean {
  const program = missingProgram(experiment);
  if (program === undefined) return true;
  console.log(`skip   ${experiment.name}: needs ${program}`);
  return false;
}
