import type { Platform } from "../io/io.ts";
import type { HostRole, Observation } from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";
import { startDeadline } from "./deadline.ts";
import { echoSeen } from "./echo.ts";
import type { HostReader } from "./host_reader.ts";
import {
  type EarlierProof,
  lookAtNeighbour,
  type NeighbourInput,
  readEarlierProof,
} from "./neighbour.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { isWordless, runPing } from "./run_ping.ts";
import { within } from "./within.ts";

/** Which host to ping, and what is known of it. */
export interface PingInput {
  /** Which segment the host belongs to. */
  readonly segment: ObservedSegment;
  /** Why it is asked. */
  readonly role: HostRole;
  /** Its literal address; an IPv6 one may carry a zone. */
  readonly address: string;
  /** Whether no gateway stands between, where that is known. */
  readonly onLink?: boolean | undefined;
  /** The interface towards it, where that is known. */
  readonly interface?: string | undefined;
  /**
   * The reader of this host's tables.
   * @default undefined no look at the neighbour table, nor at who reported
   */
  readonly host?: HostReader | undefined;
}

/**
 * Least time kept of the time-out for the look at the neighbour table, at most
 * half of it: on Linux that look takes 5 ms (measured), and more where the
 * machine is busy. PowerShell alone needs 300 ms to start.
 */
const NEIGHBOUR_READ_MS: Readonly<Record<Platform, number>> = {
  linux: 100,
  darwin: 100,
  windows: 1000,
  other: 0,
};

/** The same as a share: 72 ms of 2 s were too few once (measured). */
const NEIGHBOUR_READ_SHARE = 1 / 10;

/**
 * Pings a host: at most two requests, the second only after the first was
 * silent for a second. Where the host is on this host's own link and does not
 * answer, the neighbour table is asked too, which costs no packet.
 *
 * @param input Which host.
 * @param context The world, the signal and the time-out.
 * @returns What the ping saw, then what the neighbour table proves.
 * @throws {TypeError} The address is no literal address.
 */
export function probePing(
  input: PingInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  return pingHost("ping", input, context);
}

/** As {@linkcode probePing}, in the name of a probe that pings. */
export async function pingHost(
  probe: "ping" | "gateway",
  input: PingInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { io, signal, timeoutMs } = context;
  const { segment, address } = input;
  const look = startLook({ probe, segment, subject: address }, io);
  const leastMs = NEIGHBOUR_READ_MS[io.platform];
  const wantedMs = Math.max(leastMs, timeoutMs * NEIGHBOUR_READ_SHARE);
  const reserveMs = Math.min(wantedMs, timeoutMs / 2);
  const waitMs = timeoutMs - reserveMs;
  const echoEnd = startDeadline(context, waitMs);
  const end = startDeadline(context);
  try {
    const until = echoEnd.signal;
    const earlier = await earlierProof(input, { ...context, signal: until });
    const startMs = look.elapsedMs();
    const run = await runPing({ probe, address, waitMs, until }, context);
    if (run.kind === "lost") return { observations: [run.observation] };
    const { output } = run;
    if (signal.aborted && isWordless(output)) return { observations: [] };
    const triedMs = look.elapsedMs() - startMs;
    const ownAddresses = output.reports.length > 0
      ? await ownAddressesOf(input.host, end.signal)
      : undefined;
    const echo = echoSeen(output, { ...input, ownAddresses }, look);
    const tried = { probe, triedMs, earlier };
    const neighbour = await neighbourOf(echo, input, tried, {
      ...context,
      signal: end.signal,
    });
    return { observations: [echo, ...neighbour] };
  } finally {
    echoEnd.stop();
    end.stop();
  }
}

async function ownAddressesOf(
  host: HostReader | undefined,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (host === undefined) return undefined;
  const reading = await within(host.interfaces(), signal);
  if (reading === undefined || !reading.ok) return undefined;
  return reading.value.flatMap(({ addresses }) =>
    addresses.map(({ address }) => address)
  );
}

/** What was proven before the first packet, where that will matter. */
async function earlierProof(
  { host, onLink, ...asked }: PingInput,
  context: ProbeContext,
): Promise<EarlierProof> {
  if (host === undefined || onLink !== true) return 0;
  const look = readEarlierProof({ ...asked, host }, context);
  return await within(look, context.signal) ?? 0;
}

async function neighbourOf(
  echo: Observation,
  { host, ...asked }: PingInput,
  tried: Pick<NeighbourInput, "probe" | "triedMs" | "earlier">,
  context: ProbeContext,
): Promise<readonly Observation[]> {
  if (host === undefined || asked.onLink !== true) return [];
  const silent = echo.outcome === "echo-silent" ||
    (echo.outcome === "echo-unreachable" &&
      echo.detail.reportedLocally !== false);
  if (!silent) return [];
  const look = lookAtNeighbour({ ...asked, ...tried, host }, context);
  const seen = await within(look, context.signal);
  return seen === undefined ? [] : [seen];
}
