import type { Fault } from "../lab/fault.ts";
import { FAULTS } from "../lab/faults.ts";

/** One row of the table: a fault under a name that a reader understands. */
export interface Row {
  /** What a reader calls it. */
  readonly label: string;
  /** The fault of the lab. */
  readonly fault: Fault;
}

/** What the table shows, nearest fault first: label, then the lab's name. */
const CHOSEN: readonly (readonly [string, string])[] = [
  ["client's cable pulled", "client-cable"],
  ["client's interface disabled", "client-interface-disabled"],
  ["gateway silent", "gateway-silent-warm"],
  ["name server stopped", "names-stopped"],
  ["name does not exist", "name-missing"],
  ["proxy stopped", "proxy-stopped"],
  ["proxy hung", "proxy-hung"],
  ["proxy machine's cable pulled", "proxy-cable-warm"],
  ["server stopped", "server-stopped"],
  ["server stopped, behind a proxy", "server-stopped-tinyproxy"],
  ["server hung", "server-hung"],
  ["server hung, behind a proxy", "server-hung-proxied"],
  ["server machine's cable pulled", "server-cable-warm-no-reference"],
  ["server's firewall drops the port", "server-firewall-drops"],
];

/**
 * The rows whose fault's name holds a text.
 *
 * @param only The text; an empty one chooses all.
 * @returns The rows.
 * @throws {RangeError} If no fault is called so.
 */
export function chooseRows(only: string): Row[] {
  const rows = CHOSEN.filter(([, name]) => name.includes(only))
    .map(([label, name]) => ({ label, fault: faultOf(name) }));
  if (rows.length > 0) return rows;
  const names = CHOSEN.map(([, name]) => name).join(", ");
  throw new RangeError(`Cannot choose a fault as ${only}: they are ${names}`);
}

function faultOf(name: string): Fault {
  const fault = FAULTS.find((fault) => fault.name === name);
  if (fault === undefined) throw new Error(`The lab has no fault ${name}`);
  return fault;
}
