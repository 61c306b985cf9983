/**
 * What the start of the program costs, as a multiple of an empty file's:
 * `--version`, and a refused port on loopback, where the verdict takes no
 * time. Needs `hyperfine` and `deno task build`; contacts loopback alone.
 *
 * @module
 */

import { BUNDLE } from "../dx/build_command.ts";
import { isInstalled } from "../dx/programs.ts";
import { exists, inProject } from "../dx/project.ts";
import { runBench } from "./bench_lab.ts";
import { faultlineCommand } from "./faultline_command.ts";

/** Runs of each command, after those that fill the caches. */
const RUNS = 20;

/** The part of hyperfine's JSON that is read here; seconds. */
interface Timing {
  readonly median: number;
  readonly stddev: number;
}

await runBench(main);

async function main(): Promise<number> {
  if (!isInstalled("hyperfine")) {
    throw new RangeError("Cannot measure without hyperfine: install it");
  }
  if (!exists(BUNDLE)) {
    throw new RangeError(`Cannot measure ${BUNDLE}: run \`deno task build\``);
  }
  // Apart from the project, so that no file pays for its deno.json.
  const folder = await Deno.makeTempDir({ prefix: "faultline-start-" });
  try {
    await report(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return 0;
}

async function report(folder: string): Promise<void> {
  const empty = `${folder}/empty.js`;
  const program = `${folder}/faultline.js`;
  await Deno.writeTextFile(empty, "");
  await Deno.copyFile(inProject(BUNDLE), program);
  const names = ["empty file", "--version", "diagnose 127.0.0.1:9"];
  const timings = await hyperfine(folder, [
    faultlineCommand([], empty),
    faultlineCommand(["--version"], program),
    faultlineCommand(["diagnose", "127.0.0.1:9"], program),
  ]);
  const [base] = timings;
  if (base === undefined) throw new Error("hyperfine measured nothing");
  for (const [index, { median, stddev }] of timings.entries()) {
    const factor = (median / base.median).toFixed(2);
    console.log(
      `${names[index]}: ${ms(median)} ± ${ms(stddev)}, ${factor} times`,
    );
  }
}

async function hyperfine(
  folder: string,
  commands: readonly string[][],
): Promise<readonly Timing[]> {
  const { success, stderr } = await new Deno.Command("hyperfine", {
    args: [
      // A refused port is a verdict, and a verdict is an exit code.
      ...["--shell=none", "--ignore-failure", "--warmup=3"],
      ...[`--runs=${RUNS}`, "--export-json", `${folder}/times.json`],
      ...commands.map((command) => command.map(quote).join(" ")),
    ],
    env: { DENO_NO_UPDATE_CHECK: "1" },
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  const text = await Deno.readTextFile(`${folder}/times.json`);
  return JSON.parse(text).results;
}

/** hyperfine splits a command as a shell does. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}
