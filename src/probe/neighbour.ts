import type { HostRole, Observation, Outcome } from "../model/observation.ts";
import type { ObservationDetail, ProbeName } from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";
import { familyOf } from "../wire/address_text.ts";
import type { NeighbourSight } from "../wire/ip_neigh_ages.ts";
import type { HostReader } from "./host_reader.ts";
import type { ProbeContext } from "./probe.ts";
import { startLook } from "./record.ts";
import { sameAddress } from "../wire/same_address.ts";

/**
 * How long discovery must have been tried before no answer counts as silence:
 * by then Linux has asked twice, one second apart (RFC 4861 RETRANS_TIMER).
 */
export const MIN_TRY_MS = 1000;

/** Which neighbour was tried to be reached, and for how long. */
export interface NeighbourInput {
  /** The probe that tried. */
  readonly probe: ProbeName;
  /** The segment that the neighbour belongs to. */
  readonly segment: ObservedSegment;
  /** Why it was asked. */
  readonly role: HostRole;
  /** Its address. */
  readonly address: string;
  /** The interface towards it, where known. */
  readonly interface?: string | undefined;
  /** Since how long packets were sent to it in vain, in milliseconds. */
  readonly triedMs: number;
  /** What {@linkcode readEarlierProof} said before the first of them. */
  readonly earlier: EarlierProof;
  /** The reader of this host's tables. */
  readonly host: HostReader;
}

/**
 * How many seconds old a neighbour's last proof of life was, at least, before
 * packets were sent to it: `Infinity` where there was none.
 */
export type EarlierProof = number;

/** A table this young, in milliseconds, tells what was before a first packet. */
const EARLIER_MS = 100;

/**
 * Looks how old a neighbour's last proof of life is, so that a younger one will
 * be known to come after this.
 *
 * @param input Which neighbour.
 * @param context The world.
 * @returns The age; 0 where the table cannot be read.
 */
export async function readEarlierProof(
  input: Pick<NeighbourInput, "address" | "interface" | "host">,
  { io }: ProbeContext,
): Promise<EarlierProof> {
  const family = familyOf(input.address);
  // PowerShell would hold the first packet up for a second.
  if (family === undefined || io.platform === "windows") return 0;
  const sinceMs = io.clock.monotonicMs() - EARLIER_MS;
  const table = await input.host.neighbours(family, sinceMs);
  if (!table.ok) return 0;
  const entry = entryOf(table.value, input);
  if (entry?.linkAddress === undefined) return Infinity;
  return entry.confirmedSecondsAgo ?? 0;
}

/**
 * Looks what neighbour discovery says of a host on this host's own link, after
 * packets were sent to it in vain. Costs no packet.
 *
 * @param input Which neighbour.
 * @param context The world.
 * @returns What is proven; `undefined` where the table cannot be read.
 */
export async function lookAtNeighbour(
  input: NeighbourInput,
  context: ProbeContext,
): Promise<Observation | undefined> {
  const { probe, segment, role, address, triedMs, host } = input;
  const family = familyOf(address);
  if (family === undefined) return undefined;
  const look = startLook({ probe, segment, subject: address }, context.io);
  // A look that began when discovery had been tried long enough will do.
  const spareMs = Math.max(0, triedMs - MIN_TRY_MS);
  const sinceMs = context.io.clock.monotonicMs() - spareMs;
  const table = await host.neighbours(family, sinceMs);
  if (!table.ok) return undefined;
  const entry = entryOf(table.value, input);
  const device = entry?.device ?? input.interface;
  const detail: ObservationDetail = {
    address,
    family,
    role,
    onLink: true,
    ...(device !== undefined && { interface: device }),
    ...(entry?.states[0] !== undefined && { neighbourState: entry.states[0] }),
  };
  return look.end(neighbourOutcome(entry, triedMs, input.earlier), detail);
}

function entryOf(
  table: readonly NeighbourSight[],
  input: Pick<NeighbourInput, "address" | "interface">,
): NeighbourSight | undefined {
  return table.find(({ address, device }) =>
    sameAddress(address, input.address) &&
    (input.interface === undefined || input.interface === device)
  );
}

/**
 * What an entry of the neighbour table proves after packets were sent in vain.
 *
 * @param entry The entry, if there is one.
 * @param triedMs Since how long packets were sent, in milliseconds.
 * @param earlier How many seconds old its last proof was before the first.
 * @returns `neighbour-silent`, `neighbour-answered` or `neighbour-unproven`.
 */
export function neighbourOutcome(
  entry: NeighbourSight | undefined,
  triedMs: number,
  earlier: EarlierProof,
): Outcome {
  if (entry === undefined) return "neighbour-unproven";
  const { states, linkAddress, confirmedSecondsAgo } = entry;
  if (states.includes("failed")) return "neighbour-silent";
  if (states.includes("incomplete")) {
    return triedMs < MIN_TRY_MS ? "neighbour-unproven" : "neighbour-silent";
  }
  const fixed = states.includes("permanent") || states.includes("noarp");
  if (fixed || linkAddress === undefined) return "neighbour-unproven";
  // Ages come in whole seconds, cut off. A confirmation that may be older than
  // the look proves nothing: the host may have gone in between.
  const oldestMs = ((confirmedSecondsAgo ?? Infinity) + 1) * 1000;
  return oldestMs <= triedMs + earlier * 1000
    ? "neighbour-answered"
    : "neighbour-unproven";
}
