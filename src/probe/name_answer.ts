import type { IoError } from "../io/io.ts";
import {
  addressFamily,
  formatAuthority,
  isLoopbackAddress,
} from "../model/host.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { DnsReply } from "../wire/dns_message.ts";
import type { DnsResult } from "./dns_query.ts";
import { errorDetail } from "./error_detail.ts";
import { roundMs } from "./round_ms.ts";

/** What a server said of a name. */
export interface NameAnswer {
  /** What was seen. */
  readonly outcome: Outcome;
  /** The addresses, IPv4 first. */
  readonly addresses: readonly string[];
  /** The raw facts. */
  readonly detail: ObservationDetail;
  /** Whether the server may yet answer: nothing proves that it does not. */
  readonly isOpen: boolean;
  /** The missing permission, where nothing could be asked for want of one. */
  readonly lost?: IoError;
}

/** What was said of each family. */
export interface FamilyResults {
  /** Of IPv4. */
  readonly four: DnsResult;
  /** Of IPv6, where it was asked for. */
  readonly six?: DnsResult | undefined;
}

/** Codes of a query that found no way; sendto(2), connect(2). */
const NO_WAY: readonly string[] = [
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
  "EHOSTDOWN",
  "EAFNOSUPPORT",
  // A route of type blackhole.
  "EINVAL",
];

/**
 * Says what two answers mean together.
 *
 * @param asked Which server was asked for which name.
 * @param results What came of it.
 * @returns The answer, as an observation needs it.
 */
export function nameAnswer(
  asked: { readonly server: NameServerAddress; readonly name: string },
  results: FamilyResults,
): NameAnswer {
  const { four, six } = results;
  const addresses = [...addressesOf(four), ...addressesOf(six)];
  const lead = leadOf(results);
  const half = isHalf(results, lead);
  const lost = lead.kind !== "answered" && lead.error?.kind === "not-permitted"
    ? lead.error
    : undefined;
  return {
    outcome: half ? "server-failure" : outcomeOf(lead),
    addresses,
    detail: {
      name: asked.name,
      ...serverDetail(asked.server),
      ...(addresses.length > 0 && { addresses }),
      ...resultDetail(lead),
      ...(half && { message: "it answered for one address family only" }),
    },
    isOpen: lead.kind === "silent" || half,
    ...(lost !== undefined && { lost }),
  };
}

/** Which of the two speaks for the name. */
function leadOf({ four, six }: FamilyResults): DnsResult {
  if (six === undefined || outcomeOf(four) === "resolved") return four;
  if (outcomeOf(six) === "resolved") return six;
  if (four.kind !== "answered") return six.kind === "answered" ? six : four;
  // No IPv4 address proves nothing while IPv6 is open. Some servers wrongly
  // deny the name where it is only the family that is missing.
  const isOpen = outcomeOf(four) === "no-records" && six.kind === "answered" &&
    outcomeOf(six) !== "name-not-found";
  return isOpen ? six : four;
}

/** A server that is silent on one family has neither answered nor not. */
function isHalf({ four, six }: FamilyResults, lead: DnsResult): boolean {
  if (six === undefined || lead.kind !== "answered") return false;
  if (four.kind !== "answered") return outcomeOf(lead) !== "resolved";
  return six.kind !== "answered" && outcomeOf(four) === "no-records";
}

function addressesOf(result: DnsResult | undefined): readonly string[] {
  return result !== undefined && result.kind === "answered" &&
      outcomeOf(result) === "resolved"
    ? result.reply.addresses
    : [];
}

/** What the answer for one family says. */
export function outcomeOf(result: DnsResult): Outcome {
  if (result.kind === "answered") return outcomeOfReply(result.reply);
  if (result.kind === "garbled") return "resolver-garbled";
  const { kind, error, isForbidden } = result;
  if (isForbidden) return "blocked-locally";
  const code = error?.code ?? "";
  if (code === "ECONNREFUSED") return "resolver-refused";
  if (NO_WAY.includes(code)) return "resolver-unreachable";
  if (kind === "silent") return "resolver-silent";
  return code === "EPERM" || code === "EACCES"
    ? "blocked-locally"
    : "connect-failed";
}

function outcomeOfReply(reply: DnsReply): Outcome {
  if (reply.rcode === "NOERROR" && reply.addresses.length > 0) {
    return "resolved";
  }
  if (reply.rcode === "NXDOMAIN") return "name-not-found";
  if (reply.rcode === "REFUSED") return "query-refused";
  const isNodata = reply.rcode === "NOERROR" && !reply.referral &&
    !reply.truncated;
  return isNodata ? "no-records" : "server-failure";
}

function resultDetail(result: DnsResult): ObservationDetail {
  if (result.kind === "answered") {
    const { reply, rttMs } = result;
    const message = messageOf(reply);
    return {
      rcode: reply.rcode,
      rttMs: roundMs(rttMs),
      ...(message !== undefined && { message }),
    };
  }
  const { bytes, error } = result;
  return {
    ...(error !== undefined && errorDetail(error)),
    ...(bytes !== undefined && {
      firstBytes: scrub(bytes.slice(0, MAX_FIRST_BYTES), MAX_FIRST_BYTES),
    }),
  };
}

/** Why an answer without an error is none. */
function messageOf(reply: DnsReply): string | undefined {
  if (reply.addresses.length > 0) return undefined;
  if (reply.truncated) return "the answer was cut off, and none came by TCP";
  return reply.referral ? "it only refers to other servers" : undefined;
}

/** How an observation names a server. */
export function serverDetail(server: NameServerAddress): ObservationDetail {
  const { address, port } = server;
  const family = addressFamily(address);
  return {
    source: "dns",
    role: "name-server",
    address,
    port,
    ...(family !== 0 && { family }),
    ...(isLoopbackAddress(address) && { loopback: true }),
  };
}

/** The subject of an observation of a server. */
export function serverSubject(server: NameServerAddress): string {
  return formatAuthority(server.address, server.port);
}

/** Whether something was seen that says "no such name, or no address". */
export function isDenial(outcome: Outcome): boolean {
  return outcome === "name-not-found" || outcome === "no-records";
}
