import { type Channel, IoError } from "../io/io.ts";
import { addressFamily, formatAuthority } from "../model/host.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { startDeadline } from "./deadline.ts";
import { dialTwice } from "./dial_twice.ts";
import { errorDetail } from "./error_detail.ts";
import { lostLook } from "./lost.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { type Look, startLook } from "./record.ts";
import { roundMs } from "./round_ms.ts";

/** What to connect to: one address, so that each family speaks for itself. */
export interface TcpInput {
  /** Which segment the address belongs to. */
  readonly segment: "proxy" | "server";
  /** A literal address. */
  readonly address: string;
  /** The port. */
  readonly port: number;
  /**
   * Whether a second try goes out beside a silent one.
   * @default {false}
   */
  readonly again?: boolean;
}

/** What the system's codes say of a connect; connect(2), ip-route(8). */
const OUTCOME_BY_CODE: ReadonlyMap<string, Outcome> = new Map([
  ["ECONNREFUSED", "refused"],
  ["ETIMEDOUT", "connect-timeout"],
  ["EHOSTUNREACH", "host-unreachable"],
  ["EHOSTDOWN", "host-unreachable"],
  ["ENETUNREACH", "network-unreachable"],
  ["ENETDOWN", "network-unreachable"],
  ["EPERM", "blocked-locally"],
  ["EACCES", "blocked-locally"],
  ["ECONNRESET", "connect-reset"],
  ["ECONNABORTED", "connect-reset"],
]);

/**
 * Opens one TCP connection, with a deadline, and keeps the system's code.
 * Where a second try was the one that connected, `detail.sent` says 2.
 *
 * @param input The address and port.
 * @param context The world, the signal and the time-out.
 * @returns One observation, and the open stream where it connected.
 */
export async function probeTcp(
  input: TcpInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { segment, address, port } = input;
  const { io, signal } = context;
  const subject = formatAuthority(address, port);
  const look = startLook({ probe: "tcp", segment, subject }, io);
  const asked = askedOf(input);
  const deadline = startDeadline(context);
  try {
    const options = { address, port, signal: deadline.signal };
    const { channel, tries } = input.again === true
      ? await dialTwice(options, context)
      : { channel: await io.dial(options), tries: 1 };
    const sent = tries === 1 ? asked : { ...asked, sent: tries };
    return connected(channel, look, sent, signal);
  } catch (error) {
    if (error instanceof IoError) return failed(error, look, asked, context);
    if (deadline.expired) {
      return { observations: [look.end("connect-timeout", asked)] };
    }
    if (signal.aborted) return { observations: [] };
    throw error;
  } finally {
    deadline.stop();
  }
}

function askedOf(input: TcpInput): ObservationDetail {
  const { address, port } = input;
  const family = addressFamily(address);
  return {
    phase: "connect",
    role: "target",
    address,
    port,
    ...(family !== 0 && { family }),
  };
}

function connected(
  channel: Channel,
  look: Look,
  asked: ObservationDetail,
  signal: AbortSignal,
): ProbeResult {
  if (channel.remote === channel.local) {
    // TCP's simultaneous open with itself: a closed port of this host whose
    // number the system happened to give to this side (RFC 9293 §3.5).
    channel.close();
    const message = "The connection met itself: nobody listens";
    return { observations: [look.end("refused", { ...asked, message })] };
  }
  const rttMs = roundMs(look.elapsedMs());
  const observations = [look.end("connected", { ...asked, rttMs })];
  if (!signal.aborted) return { observations, channel };
  channel.close();
  return { observations };
}

function failed(
  error: IoError,
  look: Look,
  asked: ObservationDetail,
  context: ProbeContext,
): ProbeResult {
  const lost = lostLook(error, "tcp", context.io);
  if (lost !== undefined) return { observations: [lost] };
  const detail = { ...asked, ...errorDetail(error) };
  const outcome = outcomeOf(error.code ?? "", asked.family);
  return { observations: [look.end(outcome, detail)] };
}

/**
 * ICMPv6 "administratively prohibited" makes a connect fail with EACCES, as a
 * prohibit route of this host does (measured); over IPv4 only the route does.
 */
function outcomeOf(code: string, family: 4 | 6 | undefined): Outcome {
  if (code === "EACCES" && family === 6) return "connect-prohibited";
  return OUTCOME_BY_CODE.get(code) ?? "connect-failed";
}
