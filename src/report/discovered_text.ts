import type { Discovered } from "../model/discovered.ts";
import { formatAuthority } from "../model/host.ts";
import { paint, plain, sign, type Style } from "./style.ts";

/** Columns of the longest IPv4 address with its port, and of a time. */
const WIDTHS = { server: 21, time: 9 } as const;

/** Renders a server that was found for a person, on one line. */
export function discoveredText(found: Discovered, style: Style): string {
  const { address, port, roundTripMs, via } = found;
  const server = formatAuthority(address, port).padEnd(WIDTHS.server);
  const time = `${roundTripMs.toFixed(1)} ms`.padStart(WIDTHS.time);
  const mark = paint(sign("ok", style), "good", style);
  const asked = via === address ? "" : paint(`  via ${via}`, "faint", style);
  return plain(`${mark} ${server} ${time}${asked}\n`, style);
}
