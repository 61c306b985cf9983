import type { NeighbourFact, NeighbourState } from "../model/host_facts.ts";
import { familyOf, withoutZone } from "./address_text.ts";
import { boundedLines } from "./bounded_lines.ts";

/** `? (10.0.0.1) at 0:1:2:3:4:5 on en0 ifscope [ethernet]` */
const ARP = /^\S+ \(([0-9.]+)\) at (\S+)(?: \[\w+\])?( PERM)? on (\S+)(.*)$/;

/** `fe80::1%en0  0:1:2:3:4:5  en0 23h59m S R`: state, then flags. */
const NDP = /^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+([A-Z])\b)?/;

/** A link-layer address; BSD leaves out leading zeros. */
const LINK_ADDRESS = /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i;

/** The letters of ndp(8); `N` (no state) and `W` (to be deleted) prove none. */
const NDP_STATES: ReadonlyMap<string, NeighbourState> = new Map([
  ["I", "incomplete"],
  ["R", "reachable"],
  ["S", "stale"],
  ["D", "delay"],
  ["P", "probe"],
]);

/**
 * Reads what `arp -an` prints, of macOS, BSD or Linux' net-tools. It has no
 * states but `(incomplete)`.
 *
 * @param text Its standard output.
 * @returns The IPv4 neighbours; lines that are none are left out.
 */
export function parseArpOutput(text: string): readonly NeighbourFact[] {
  const neighbours: NeighbourFact[] = [];
  for (const line of boundedLines(text)) {
    const [, address = "", link = "", own = "", device, rest = ""] =
      ARP.exec(line) ?? [];
    if (device === undefined || familyOf(address) !== 4) continue;
    neighbours.push({
      address,
      device,
      linkAddress: linkAddressOf(link),
      states: [arpState(link, own + rest)],
    });
  }
  return neighbours;
}

/**
 * Reads what `ndp -an` of macOS or BSD prints.
 *
 * @param text Its standard output.
 * @returns The IPv6 neighbours; lines that are none are left out.
 */
export function parseNdpOutput(text: string): readonly NeighbourFact[] {
  const neighbours: NeighbourFact[] = [];
  for (const line of boundedLines(text)) {
    const [, address = "", link = "", device, expire, letter] =
      NDP.exec(line) ?? [];
    if (device === undefined || familyOf(address) !== 6) continue;
    neighbours.push({
      address: withoutZone(address),
      device,
      linkAddress: linkAddressOf(link),
      states: [ndpState(link, expire ?? "", letter ?? "")],
    });
  }
  return neighbours;
}

function linkAddressOf(link: string): string | undefined {
  if (!LINK_ADDRESS.test(link)) return undefined;
  return link.toLowerCase().split(":").map((byte) => byte.padStart(2, "0"))
    .join(":");
}

function arpState(link: string, rest: string): NeighbourState {
  if (/^[(<]incomplete[)>]$/.test(link)) return "incomplete";
  return /\bPERM|\bpermanent\b/.test(rest) ? "permanent" : "unknown";
}

/** A permanent entry is this host's own, and has `R` whatever happens. */
function ndpState(
  link: string,
  expire: string,
  letter: string,
): NeighbourState {
  if (expire === "permanent") return "permanent";
  const state = NDP_STATES.get(letter);
  if (state !== undefined) return state;
  return link === "(incomplete)" ? "incomplete" : "unknown";
}
