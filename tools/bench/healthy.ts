/**
 * What a diagnosis of a healthy target costs, as a multiple of one `curl`.
 * Needs root, network namespaces and `deno task build`.
 *
 * @module
 */

import type { Diagnosis } from "../../src/model/diagnosis.ts";
import type { Ran } from "../lab/command.ts";
import type { Fault } from "../lab/fault.ts";
import { FAULTS } from "../lab/faults.ts";
import type { Lab } from "../lab/lab.ts";
import { prepare, runBench, withFault } from "./bench_lab.ts";
import { type Contender, CONTENDERS } from "./contenders.ts";
import { median } from "./median.ts";

/** How often each program runs. */
const RUNS = 21;

/** A target behind the gateway, by address, by name, and through a proxy. */
const CHOSEN = ["healthy-direct", "healthy-named", "healthy-proxied"];

await runBench(main);

async function main(): Promise<number> {
  await prepare();
  for (const fault of FAULTS.filter(({ name }) => CHOSEN.includes(name))) {
    console.log(await withFault(fault, (lab) => compare(lab, fault)));
  }
  return 0;
}

/** Alternates the two, so that both meet the same load of the machine. */
async function compare(lab: Lab, fault: Fault): Promise<string> {
  const curlMs: number[] = [];
  const wholeMs: number[] = [];
  const insideMs: number[] = [];
  for (let count = 0; count < RUNS; count++) {
    curlMs.push((await once(lab, fault, "curl")).tookMs);
    const { stdout, tookMs } = await once(lab, fault, "Faultline");
    wholeMs.push(tookMs);
    const { healthy, elapsedMs }: Diagnosis = JSON.parse(stdout);
    if (!healthy) throw new Error(`${fault.name}: not found healthy`);
    insideMs.push(elapsedMs);
  }
  const [curl, whole, inside] = [curlMs, wholeMs, insideMs].map(median);
  const factor = (median(wholeMs) / median(curlMs)).toFixed(1);
  return `${fault.name}: curl ${ms(curl)}, Faultline ${ms(whole)} ` +
    `(${factor} times; ${ms(inside)} without start-up), medians of ${RUNS}`;
}

async function once(lab: Lab, fault: Fault, name: string): Promise<Ran> {
  const ran = await lab.run("client", contender(name).command(fault));
  if (ran.code !== 0) throw new Error(`${name}: ${ran.stderr}`);
  return ran;
}

function contender(name: string): Contender {
  const found = CONTENDERS.find((contender) => contender.name === name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found;
}

function ms(value = NaN): string {
  return `${value.toFixed(0)} ms`;
}
