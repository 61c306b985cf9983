import { addressFamily } from "../model/host.ts";
import type { HostRole, ObservationDetail } from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";
import type { PingOutput } from "../wire/ping_output.ts";
import { startDeadline } from "./deadline.ts";
import { echoSeen } from "./echo.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { type Look, startLook } from "./record.ts";
import { NOTHING, type PingRun, runPing } from "./run_ping.ts";
import { unsupportedLook } from "./unsupported.ts";

/** Which path to measure. */
export interface MtuInput {
  /** Which segment the host at its end belongs to. */
  readonly segment: ObservedSegment;
  /** Why that host is asked. */
  readonly role: HostRole;
  /** The host's literal address. */
  readonly address: string;
}

/**
 * Largest packet that is tried, in bytes: Ethernet's (RFC 894). Where both this
 * link and the path carry larger ones, TCP agrees on a size that both ends
 * take, so that the loss of a larger ping proves nothing.
 */
const MAX_PACKET_BYTES = 1500;

/** Most sizes that are tried: the first, and what two routers tell. */
const MAX_SIZES = 3;

/** Every link carries packets of 68 bytes (RFC 791), or of 1280 (RFC 8200). */
const MIN_PACKET_BYTES = { 4: 68, 6: 1280 } as const;

/**
 * Looks whether full-size packets pass where small ones do, by pings that
 * nobody may fragment. To be run when a session stalls after it connected: at
 * most four requests, and one more for each smaller size that somebody tells,
 * which is then tried. A size that is told is no black hole: this host learns
 * it by the same message.
 *
 * @param input Which path.
 * @param context The world, the signal and the time-out.
 * @returns `full-size-passed` or `full-size-lost`, with the size that somebody
 * told in `detail.mtuBytes`; what the small ping saw where it got no answer.
 * @throws {TypeError} The address is no literal address.
 */
export async function probeMtu(
  input: MtuInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { segment, address } = input;
  const subject = address;
  const look = startLook({ probe: "mtu", segment, subject }, context.io);
  const deadline = startDeadline(context);
  const enough = new AbortController();
  const until = AbortSignal.any([deadline.signal, enough.signal]);
  try {
    const [large, small] = await Promise.all([
      pingLarge(input, until, context).then((tried) => {
        if (isDecisive(tried.run)) enough.abort();
        return tried;
      }),
      ping(input, undefined, until, context),
    ]);
    if (context.signal.aborted && !isDecisive(large.run)) {
      return { observations: [] };
    }
    return sight(input, look, large, small, context);
  } finally {
    deadline.stop();
  }
}

/** The largest ping that was tried, and what somebody told of its size. */
interface LargePing {
  readonly run: PingRun;
  readonly packetBytes: number;
  readonly told: ObservationDetail | undefined;
}

async function pingLarge(
  input: MtuInput,
  until: AbortSignal,
  context: ProbeContext,
): Promise<LargePing> {
  const family = addressFamily(input.address) === 6 ? 6 : 4;
  let packetBytes = MAX_PACKET_BYTES;
  let told: ObservationDetail | undefined;
  for (let sizes = 1;; sizes++) {
    const run = await ping(input, packetBytes, until, context);
    const { mtuBytes, reports } = run.kind === "ran" ? run.output : NOTHING;
    const isSmaller = mtuBytes !== undefined && mtuBytes < packetBytes &&
      mtuBytes >= MIN_PACKET_BYTES[family];
    if (passed(run) || !isSmaller || sizes === MAX_SIZES) {
      return { run, packetBytes, told };
    }
    const reportedBy = reports[0]?.from;
    told = { mtuBytes, ...(reportedBy !== undefined && { reportedBy }) };
    packetBytes = mtuBytes;
  }
}

function ping(
  { address }: MtuInput,
  packetBytes: number | undefined,
  until: AbortSignal,
  context: ProbeContext,
): Promise<PingRun> {
  const waitMs = context.timeoutMs;
  return runPing(
    { probe: "mtu", address, packetBytes, waitMs, until },
    context,
  );
}

function passed(run: PingRun): boolean {
  return run.kind === "ran" && run.output.replies.length > 0;
}

/** Whether the small ping cannot change what the large one has shown. */
function isDecisive(run: PingRun): boolean {
  return run.kind === "lost" || passed(run);
}

function sight(
  input: MtuInput,
  look: Look,
  large: LargePing,
  small: PingRun,
  { io }: ProbeContext,
): ProbeResult {
  const { run, packetBytes, told } = large;
  if (run.kind === "lost") return { observations: [run.observation] };
  const asked = askedOf(input, packetBytes, told);
  if (passed(run)) {
    return { observations: [look.end("full-size-passed", asked)] };
  }
  if (small.kind === "lost") return { observations: [small.observation] };
  if (!passed(small)) {
    return { observations: [echoSeen(small.output, input, look)] };
  }
  if (hasVanished(run.output)) {
    return { observations: [look.end("full-size-lost", asked)] };
  }
  const message = run.output.failure?.message ??
    "a packet of full size was answered by an error";
  return { observations: [unsupportedLook({ probe: "mtu", message }, io)] };
}

/** Neither answered, nor kept here, nor answered by an error. */
function hasVanished({ reports, failure }: PingOutput): boolean {
  return failure === undefined && reports.length === 0;
}

function askedOf(
  { role, address }: MtuInput,
  packetBytes: number,
  told: ObservationDetail | undefined,
): ObservationDetail {
  const family = addressFamily(address);
  return {
    role,
    address,
    ...(family !== 0 && { family }),
    message: `packets of ${packetBytes} bytes`,
    ...told,
  };
}
