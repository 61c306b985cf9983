import { run } from "../lab/command.ts";
import { median } from "./median.ts";

/** What one run of a command has cost. */
export interface CheckCost {
  /** From its start to its end, in milliseconds. */
  readonly wallMs: number;
  /** Time on processors, of all its threads and programs, in milliseconds. */
  readonly cpuMs: number;
  /** The most memory that it held at once, in KiB. */
  readonly memoryKib: number;
}

/**
 * Measures a command some times over.
 *
 * @param meter The program that measures: the floor's `cost`.
 * @param command The command, program first.
 * @param rounds How often.
 * @param code The exit code that it must have.
 * @returns Medians.
 * @throws {Error} It ended with another code.
 */
export async function costOfCommand(
  meter: readonly string[],
  command: readonly string[],
  rounds: number,
  code = 0,
): Promise<CheckCost> {
  const costs: CheckCost[] = [];
  for (let round = 0; round < rounds; round++) {
    const ran = await run([...meter, ...command]);
    if (ran.code !== code) {
      throw new Error(
        `Cannot measure ${command[0]}: exit code ${ran.code}, ` +
          (ran.stderr || ran.stdout).slice(-300),
      );
    }
    costs.push(costIn(ran.stderr));
  }
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    memoryKib: median(costs.map(({ memoryKib }) => memoryKib)),
  };
}

/**
 * Reads what the meter prints behind the errors of the command.
 *
 * @param stderr All of it.
 * @returns The cost.
 * @throws {SyntaxError} There are no figures.
 */
export function costIn(stderr: string): CheckCost {
  const last = stderr.trimEnd().split("\n").at(-1) ?? "";
  const [wallMs = NaN, cpuMs = NaN, memoryKib = NaN] = last.split(" ")
    .map(Number);
  if (Number.isNaN(wallMs + cpuMs + memoryKib)) {
    throw new SyntaxError(`Cannot read the cost of a command as ${last}`);
  }
  return { wallMs, cpuMs, memoryKib };
}
