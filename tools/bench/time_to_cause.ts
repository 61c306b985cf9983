/**
 * How long `curl`, `nc`, `ping` and Faultline take to say what is broken, and
 * what they say, on the same faults in the same lab: a table in Markdown.
 * Needs root, network namespaces and `deno task build`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { withSection } from "../generate.ts";
import { prepare, runBench } from "./bench_lab.ts";
import { CONTENDERS, WRONG } from "./contenders.ts";
import { cell, format, table } from "./markdown.ts";
import { BOUND_MS, measure, REPEAT_BELOW_MS } from "./measure.ts";
import { chooseRows, type Row } from "./rows.ts";
import { surroundings, versions } from "./surroundings.ts";

const options = parseArgs(Deno.args, {
  string: ["write", "only", "runs"],
  default: { only: "", runs: "3" },
});

await runBench(main, { only: "WORD", runs: "COUNT", write: "FILE" });

async function main(): Promise<number> {
  const runs = parseRuns(options.runs);
  const chosen = chooseRows(options.only);
  await prepare();
  // Markers that are missing are told before minutes are spent.
  await present("");
  const rows: string[][] = [];
  for (const row of chosen) rows.push(await fill(row, runs));
  const head = ["fault", ...CONTENDERS.map(({ name }) => name)];
  await present([await introduction(runs), table(head, rows)].join("\n\n"));
  return rows.flat().some((text) => text.includes(WRONG)) ? 1 : 0;
}

function parseRuns(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new RangeError(`Cannot repeat as ${text}: give --runs as 1 to 99`);
}

async function fill({ label, fault }: Row, runs: number): Promise<string[]> {
  const cells = [label];
  for (const contender of CONTENDERS) {
    const text = cell(await measure(fault, contender, runs));
    console.error(`${fault.name}: ${contender.name}: ${text}`);
    cells.push(text);
  }
  return cells;
}

async function introduction(runs: number): Promise<string> {
  return [
    "Measured by `deno task bench --write README.md`, as root, on",
    `${surroundings()} (${await versions()}): real hosts in network`,
    "namespaces, a fresh set for each run, whose client has just exchanged",
    "packets with the proxy's and the server's machine. The commands are",
    "`curl -sS URL`, `nc -z -v HOST PORT`, `ping -c 3 HOST` and",
    "`faultline diagnose URL --format json`, otherwise with their own defaults;",
    "behind a proxy `curl --proxy`, `nc -X connect -x`, `faultline --proxy`,",
    "and `ping` asks the proxy, since no echo passes it.",
    "A figure is the time of the whole process, start-up included: the median",
    `of ${runs}, or of one run where it took more than`,
    `${REPEAT_BELOW_MS / 1000} s. After ${BOUND_MS / 1000} s it was stopped.`,
  ].join("\n");
}

/** Prints a text, or puts it into the document that was named. */
async function present(text: string): Promise<void> {
  const { write } = options;
  if (write === undefined) {
    if (text !== "") console.log(await format(text));
    return;
  }
  const old = await Deno.readTextFile(write);
  const document = withSection(old, "time-to-cause", text);
  if (text !== "") await Deno.writeTextFile(write, await format(document));
}
