import {
  type Channel,
  type Clock,
  IoError,
  type SecureChannel,
  type TlsFacts,
} from "../io/io.ts";
import { type TappedChannel, tappedChannel } from "../io/tapped_channel.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import { isServerHello, isTlsRecord } from "../wire/tls_record.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail, isHangUp, isTlsAlert } from "./error_detail.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { type Look, startLook } from "./record.ts";
import { roundMs } from "./round_ms.ts";

/** What to speak TLS on. */
export interface TlsInput {
  /** What is looked at: `host:port`. */
  readonly subject: string;
  /** The name or address that the certificate must be for. */
  readonly serverName: string;
  /** The open stream; the probe owns it. */
  readonly channel: Channel;
}

/** The codes of OpenSSL and Node that name one reason by themselves. */
const OUTCOME_BY_DISTRUST: ReadonlyMap<string, Outcome> = new Map([
  ["CERT_HAS_EXPIRED", "certificate-expired"],
  ["CERT_NOT_YET_VALID", "certificate-not-yet-valid"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-wrong-name"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-untrusted"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "certificate-untrusted"],
]);

/**
 * Shakes hands by TLS, and looks at the certificate.
 *
 * @param input The stream and the name.
 * @param context The world, the signal and the time-out.
 * @returns One observation, and the TLS stream where the certificate is valid.
 */
export async function probeTls(
  input: TlsInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { subject, serverName } = input;
  const { io } = context;
  const look = startLook({ probe: "tls", segment: "session", subject }, io);
  const tap = tappedChannel(input.channel, MAX_FIRST_BYTES);
  const deadline = startDeadline(context);
  try {
    const { signal } = deadline;
    const channel = await io.secure(tap, { serverName, signal });
    return shaken(channel, serverName, look, context);
  } catch (error) {
    tap.close();
    if (error instanceof IoError) return failed(error, tap, look);
    if (deadline.expired) return silent(tap, look);
    if (context.signal.aborted) return { observations: [] };
    throw error;
  } finally {
    deadline.stop();
  }
}

function shaken(
  channel: SecureChannel,
  serverName: string,
  look: Look,
  context: ProbeContext,
): ProbeResult {
  const { tls } = channel;
  const outcome = outcomeOf(tls, context.io.clock);
  const detail = {
    phase: "handshake",
    rttMs: roundMs(look.elapsedMs()),
    name: serverName,
    ...factsOf(tls),
  };
  const observations = [look.end(outcome, detail)];
  if (outcome === "secured" && !context.signal.aborted) {
    return { observations, channel };
  }
  channel.close();
  return { observations };
}

/**
 * The library names the date only sometimes (Deno 2.9.6 says
 * `UNABLE_TO_VERIFY_LEAF_SIGNATURE` of an expired certificate that an
 * authority signed), so the dates themselves are looked at.
 */
function outcomeOf(tls: TlsFacts, clock: Clock): Outcome {
  if (tls.distrust === undefined) return "secured";
  const named = OUTCOME_BY_DISTRUST.get(tls.distrust);
  if (named !== undefined) return named;
  const nowMs = clock.wallMs();
  if (Date.parse(tls.validTo ?? "") < nowMs) return "certificate-expired";
  if (Date.parse(tls.validFrom ?? "") > nowMs) {
    return "certificate-not-yet-valid";
  }
  return "certificate-untrusted";
}

function factsOf(tls: TlsFacts): ObservationDetail {
  const { protocol, distrust, validFrom, validTo, names } = tls;
  return {
    protocol,
    ...(distrust !== undefined && { code: distrust }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(names !== undefined && { names: scrub(names) }),
  };
}

function failed(error: IoError, tap: TappedChannel, look: Look): ProbeResult {
  const outcome = outcomeOfFailure(error, tap);
  const { code, ...words } = errorDetail(error);
  // The library calls an end in order a reset: keep its code out of it.
  const isInOrder = outcome === "tls-closed" && tap.ended;
  const detail = {
    phase: "handshake",
    ...words,
    ...(code !== undefined && !isInOrder && { code }),
    ...(outcome !== "tls-alert" && firstBytesOf(tap)),
  };
  return { observations: [look.end(outcome, detail)] };
}

function outcomeOfFailure(error: IoError, tap: TappedChannel): Outcome {
  const { firstBytes } = tap;
  if (firstBytes.length > 0 && !isTlsRecord(firstBytes)) return "not-tls";
  if (isTlsAlert(error)) return "tls-alert";
  if (tap.ended || tap.readError !== undefined || isHangUp(error)) {
    return "tls-closed";
  }
  // A handshake that the library here refuses, for example one that no common
  // cipher is left for, is TLS all the same.
  return isServerHello(firstBytes) ? "tls-alert" : "not-tls";
}

function silent(tap: TappedChannel, look: Look): ProbeResult {
  const detail = { phase: "handshake", ...firstBytesOf(tap) };
  return { observations: [look.end("tls-silent", detail)] };
}

function firstBytesOf(tap: TappedChannel): ObservationDetail {
  if (tap.firstBytes.length === 0) return {};
  return { firstBytes: scrub(tap.firstBytes) };
}
