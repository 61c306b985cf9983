/**
 * What a check of many targets on loopback costs: all healthy, ten times as
 * many, and five hundred behind one proxy that is dead, or hangs; beside the
 * connect scan of `nmap` and a loop of connects in C. Needs Linux, a C compiler
 * and `deno task build`; `nmap` is left out, and named, where it is missing.
 *
 * Options: `--rounds COUNT`, `--write FILE`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { BUNDLE } from "../dx/build_command.ts";
import { isInstalled } from "../dx/programs.ts";
import { exists, inProject } from "../dx/project.ts";
import { run } from "../lab/command.ts";
import { runBench } from "./bench_lab.ts";
import { BenchProcess } from "./bench_process.ts";
import { type CheckCost, costOfCommand } from "./check_cost.ts";
import { table } from "./markdown.ts";
import { numberOption } from "./number_option.ts";
import { present } from "./present.ts";
import { surroundings } from "./surroundings.ts";

/** Targets of the small check. */
const TARGETS = 1000;

/** Targets of the great one. */
const MANY_TARGETS = 10_000;

/** Targets behind a broken proxy. */
const VICTIMS = 500;

/** Exit code of what is broken at the proxy. */
const PROXY_BROKEN = 5;

/** How long a thousand ports may take to be served, in milliseconds. */
const SERVE_MS = 10_000;

/** A port of this machine that nobody serves. */
const DEAD_PROXY = "http://127.0.0.1:1";

const options = parseArgs(Deno.args, {
  string: ["rounds", "write"],
  default: { rounds: "5" },
});

/** One line of the table. */
interface Row {
  readonly name: string;
  readonly targets: number;
  readonly cost: CheckCost;
}

await runBench(main, { rounds: "COUNT", write: "FILE" });

async function main(): Promise<number> {
  const rounds = numberOption("rounds", options.rounds, 1, 99);
  if (!exists(BUNDLE)) {
    throw new RangeError(`Cannot measure ${BUNDLE}: run \`deno task build\``);
  }
  const folder = await Deno.makeTempDir({ prefix: "faultline-check-" });
  try {
    const rows = await measure(folder, rounds);
    const text = [await introduction(rounds), tableOf(rows)].join("\n\n");
    await present(text, "check", options.write);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return 0;
}

async function measure(folder: string, rounds: number): Promise<Row[]> {
  const floor = `${folder}/check_floor`;
  const source = inProject("tools/bench/check_floor.c");
  const built = await run(["cc", "-O2", "-o", floor, source]);
  if (built.code !== 0) throw new Error(built.stderr);
  await using server = new BenchProcess([floor, "serve", `${TARGETS}`]);
  await server.printed(",", 1, SERVE_MS);
  const ports = (server.lines[0] ?? "").split(",");
  const rows: Row[] = [];
  async function add(
    name: string,
    targets: number,
    command: readonly string[],
    code = 0,
  ): Promise<void> {
    const cost = await costOfCommand([floor, "cost"], command, rounds, code);
    rows.push({ name, targets, cost });
  }
  const small = await listOf(`${folder}/small.yaml`, ports, TARGETS);
  const great = await listOf(`${folder}/great.yaml`, ports, MANY_TARGETS);
  await add("`faultline check`", TARGETS, checkOf(small));
  if (isInstalled("nmap")) await add("`nmap -sT`", TARGETS, scanOf(ports));
  await add("connects in C", TARGETS, [floor, "connect", ...ports]);
  await add("`faultline check`", MANY_TARGETS, checkOf(great));
  for (const proxied of await proxiedLists(folder, ports)) {
    await add(...proxied, PROXY_BROKEN);
  }
  return rows;
}

/** Checks behind one broken proxy each. */
async function proxiedLists(
  folder: string,
  ports: readonly string[],
): Promise<[name: string, targets: number, command: string[]][]> {
  // Who serves these ports accepts, and answers nothing.
  const silent = `http://127.0.0.1:${ports[0]}`;
  const dead = await listOf(`${folder}/dead.yaml`, ports, VICTIMS, DEAD_PROXY);
  const hung = await listOf(`${folder}/hung.yaml`, ports, VICTIMS, silent);
  const patience = ["--timeout", "1s"];
  return [
    ["`faultline check`, one dead proxy", VICTIMS, checkOf(dead)],
    [
      "`faultline check --timeout 1s`, one hung proxy",
      VICTIMS,
      [...checkOf(hung), ...patience],
    ],
  ];
}

/** Writes a file of a check; each port stands as often as it takes. */
async function listOf(
  path: string,
  ports: readonly string[],
  count: number,
  proxy?: string,
): Promise<string> {
  const defaults = proxy === undefined ? [] : [`defaults: {proxy: '${proxy}'}`];
  const targets = Array.from(
    { length: count },
    (_, index) => `  - 127.0.0.1:${ports[index % ports.length]}`,
  );
  const lines = [...defaults, "targets:", ...targets, ""];
  await Deno.writeTextFile(path, lines.join("\n"));
  return path;
}

function checkOf(file: string): string[] {
  const bundle = inProject(BUNDLE);
  return [Deno.execPath(), "run", "--no-config", "-A", bundle, "check", file];
}

/** A connect scan of the same ports, with nothing looked up or pinged. */
function scanOf(ports: readonly string[]): string[] {
  const quick = ["-n", "-Pn", "-T5", "--min-rate", "100000"];
  return ["nmap", "-sT", ...quick, "-p", ports.join(","), "127.0.0.1"];
}

function tableOf(rows: readonly Row[]): string {
  const head = ["what", "targets", "time", "a second", "a second and core"];
  return table(
    [...head, "memory"],
    rows.map(({ name, targets, cost: { wallMs, cpuMs, memoryKib } }) => [
      ...[name, `${targets}`, `${wallMs.toFixed(0)} ms`],
      ...[perSecond(targets, wallMs), perSecond(targets, cpuMs)],
      `${(memoryKib / 1024).toFixed(0)} MiB`,
    ]),
  );
}

function perSecond(targets: number, ms: number): string {
  return `${Math.round(targets * 1000 / ms)}`;
}

async function introduction(rounds: number): Promise<string> {
  const scanner = isInstalled("nmap")
    ? (await run(["nmap", "--version"])).stdout.split("\n")[0] ?? ""
    : "no nmap here";
  return [
    `Measured by \`deno task bench:check --rounds ${rounds} --write`,
    `docs/benchmarks.md\` on ${surroundings()}, Deno ${Deno.version.deno},`,
    `${scanner.replace(/ \(.*/, "")}. All ports are served on loopback by one`,
    `process in C. Medians of ${rounds} run${rounds === 1 ? "" : "s"} of the`,
    "whole command, its start and",
    "the programs that it asks among them; a core is worth what its",
    "processor time is. Faultline waits 20 ms more for what a healthy peer may",
    "say, looks at link, address and route, and keeps every fact; the others",
    "connect and leave. A hung proxy accepts and answers nothing.",
  ].join("\n");
}
