/**
 * What the start of the program costs, as a multiple of an empty file's:
 * `--version`, a diagnosis until its first packet arrives, and a whole one of
 * a refused port on loopback, where the verdict takes no time. What a file
 * pays that does nothing but connect is the least that the first packet costs.
 * Needs `hyperfine`, a C compiler and `deno task build`; contacts loopback
 * alone.
 *
 * Options: `--write FILE`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { BUNDLE } from "../dx/build_command.ts";
import { isInstalled } from "../dx/programs.ts";
import { exists, inProject } from "../dx/project.ts";
import { run } from "../lab/command.ts";
import { runBench } from "./bench_lab.ts";
import { faultlineCommand } from "./faultline_command.ts";
import { table } from "./markdown.ts";
import { median } from "./median.ts";
import { present } from "./present.ts";
import { surroundings } from "./surroundings.ts";

/**
 * Rounds in which the commands take turns: one after another, the last would
 * meet another machine than the first where others work on it as well.
 */
const ROUNDS = 10;

/** Runs of each command in a round, after one that fills the caches. */
const RUNS = 5;

/** Exit code of a diagnosis whose port is refused. */
const REFUSED = 6;

/** A program that does nothing but connect. */
const CONNECT = `const [hostname, port] = Deno.args[0].split(":");
await Deno.connect({ hostname, port: Number(port) });
`;

/** The part of hyperfine's JSON that is read here; seconds. */
interface Timing {
  readonly times: readonly number[];
  readonly "exit_codes": readonly number[];
}

/** What is measured. */
interface Row {
  readonly name: string;
  readonly command: readonly string[];
  /** Its exit code. */
  readonly code: number;
}

const options = parseArgs(Deno.args, { string: ["write"] });

await runBench(main, { write: "FILE" });

async function main(): Promise<number> {
  for (const program of ["hyperfine", "cc"]) {
    if (isInstalled(program)) continue;
    throw new RangeError(`Cannot measure without ${program}: install it`);
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
  const rows = await prepareRows(folder);
  const times = rows.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    const timings = await hyperfine(folder, rows);
    for (const [index, timing] of timings.entries()) {
      requireCode(timing["exit_codes"], rows[index]);
      times[index]?.push(...timing.times);
    }
  }
  const medians = times.map(median);
  const cells = medians.map((seconds, index) => [
    rows[index]?.name ?? "",
    `${(seconds * 1000).toFixed(0)} ms`,
    (seconds / (medians[0] ?? NaN)).toFixed(2),
  ]);
  await present(page(cells), "start", options.write);
}

/** What ended in another way has measured something else. */
function requireCode(codes: readonly number[], row: Row | undefined): void {
  if (codes.every((code) => code === row?.code)) return;
  throw new Error(`${row?.name} ended with ${codes}, not with ${row?.code}`);
}

function page(cells: readonly string[][]): string {
  return [
    "Measured by `deno task bench:start --write docs/benchmarks.md` with",
    `hyperfine on ${surroundings()}, Deno ${Deno.version.deno}: medians of`,
    `${ROUNDS * RUNS} runs with warm caches, in which the commands took turns.`,
    "The first packet is one to loopback, at whose arrival the clock stops; the",
    "others run to their end.",
    "",
    table(["what", "time", "× an empty file"], cells),
  ].join("\n");
}

async function prepareRows(folder: string): Promise<readonly Row[]> {
  const empty = `${folder}/empty.js`;
  const connect = `${folder}/connect.js`;
  const program = `${folder}/faultline.js`;
  const contact = `${folder}/first_contact`;
  await Deno.writeTextFile(empty, "");
  await Deno.writeTextFile(connect, CONNECT);
  await Deno.copyFile(inProject(BUNDLE), program);
  const source = inProject("tools/bench/first_contact.c");
  const built = await run(["cc", "-O2", "-o", contact, source]);
  if (built.code !== 0) throw new Error(`Cannot compile: ${built.stderr}`);
  const version = faultlineCommand(["--version"], program);
  const whole = faultlineCommand(["diagnose", "127.0.0.1:9"], program);
  const least = [contact, ...faultlineCommand([], connect)];
  const first = [contact, ...faultlineCommand(["diagnose"], program)];
  return [
    { name: "an empty file", command: faultlineCommand([], empty), code: 0 },
    { name: "`--version`", command: version, code: 0 },
    { name: "a file that connects, until its packet", command: least, code: 0 },
    { name: "`diagnose`, until its first packet", command: first, code: 0 },
    { name: "`diagnose 127.0.0.1:9`", command: whole, code: REFUSED },
  ];
}

async function hyperfine(
  folder: string,
  rows: readonly Row[],
): Promise<readonly Timing[]> {
  const { success, stderr } = await new Deno.Command("hyperfine", {
    args: [
      // A refused port is a verdict, and a verdict is an exit code.
      ...["--shell=none", "--ignore-failure", "--warmup=1"],
      // What was killed at its first packet is gone before the next begins.
      ...["--prepare", "sleep 0.05"],
      ...[`--runs=${RUNS}`, "--export-json", `${folder}/times.json`],
      ...rows.map(({ command }) => command.map(quote).join(" ")),
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
