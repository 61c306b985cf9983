import { table } from "./markdown.ts";
import type { SessionsCost } from "./sessions_measure.ts";

/** What one contender was measured to cost, with its name. */
export interface NamedCost extends SessionsCost {
  /** Its name. */
  readonly name: string;
}

/** Whose cost is 1 in the columns of ratios. */
const YARDSTICK = "Node";

/**
 * Lays the costs of some contenders out, beside how many times Node's they are.
 *
 * @param what What they did.
 * @param costs The costs.
 * @returns A table in Markdown.
 */
export function sessionsTable(
  what: string,
  costs: readonly NamedCost[],
): string {
  const yardstick = costs.find(({ name }) => name === YARDSTICK);
  const head = [
    ...[what, "CPU of a session", `× ${YARDSTICK}`],
    ...["memory of a session", `× ${YARDSTICK}`, "whole process"],
  ];
  const rows = costs.map(({ name, cpuUs, memoryKib, wholeKib }) => [
    name,
    `${cpuUs.toFixed(0)} µs/s`,
    times(cpuUs, yardstick?.cpuUs),
    `${memoryKib.toFixed(1)} KiB`,
    times(memoryKib, yardstick?.memoryKib),
    `${(wholeKib / 1024).toFixed(0)} MiB`,
  ]);
  return table(head, rows);
}

function times(value: number, yardstick: number | undefined): string {
  return yardstick === undefined || yardstick <= 0
    ? "–"
    : (value / yardstick).toFixed(2);
}
