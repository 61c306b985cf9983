import { addressFamily, isLoopbackAddress } from "../model/host.ts";
import type {
  HostRole,
  Observation,
  ObservationDetail,
} from "../model/observation.ts";
import type { PingOutput } from "../wire/ping_output.ts";
import type { Look } from "./record.ts";
import { sameAddress } from "../wire/same_address.ts";

/** Which host was pinged. */
export interface EchoInput {
  /** Why it was asked. */
  readonly role: HostRole;
  /** Its literal address. */
  readonly address: string;
  /** Whether no gateway stands between, where that is known. */
  readonly onLink?: boolean | undefined;
  /** This host's own addresses, where they are known. */
  readonly ownAddresses?: readonly string[] | undefined;
}

/**
 * Tells in one observation what a ping saw: an answer first, then what kept it
 * on this host, then who reported what, then silence.
 *
 * @param output What `ping` printed.
 * @param input Which host was pinged.
 * @param look The look that the ping was.
 * @returns The observation.
 */
export function echoSeen(
  output: PingOutput,
  input: EchoInput,
  look: Look,
): Observation {
  const { replies, reports, canSend, received, transmitted, failure } = output;
  const asked: ObservationDetail = {
    ...askedOf(input),
    ...(transmitted !== undefined && { sent: transmitted }),
    received,
  };
  const reply = replies[0];
  if (reply !== undefined) {
    return look.end("echo-answered", {
      ...asked,
      ...(reply.rttMs !== undefined && { rttMs: reply.rttMs }),
      ...(reply.ttl !== undefined && { ttl: reply.ttl }),
    });
  }
  const report = reports[0];
  const told = report === undefined
    ? asked
    : { ...asked, ...reporterOf(report.from, input) };
  if (!canSend && failure !== undefined) {
    const { code, message } = failure;
    return look.end("echo-not-sent", {
      ...told,
      message,
      ...(code !== undefined && { code }),
    });
  }
  if (report === undefined) return look.end("echo-silent", asked);
  if (report.kind === "prohibited") return look.end("echo-prohibited", told);
  return look.end("echo-unreachable", {
    ...told,
    ...(report.kind !== undefined && { code: report.kind }),
  });
}

function askedOf(input: EchoInput): ObservationDetail {
  const { role, address, onLink } = input;
  const family = addressFamily(address);
  return {
    role,
    address,
    ...(family !== 0 && { family }),
    ...(onLink !== undefined && { onLink }),
    ...(isLoopbackAddress(address) && { loopback: true }),
  };
}

function reporterOf(from: string, input: EchoInput): ObservationDetail {
  const { ownAddresses } = input;
  if (ownAddresses === undefined) return { reportedBy: from };
  const reportedLocally = ownAddresses.some((own) => sameAddress(own, from));
  return { reportedBy: from, reportedLocally };
}
