import type { FailureMode } from "../../model/failure_modes.ts";
import type { Observation, Outcome } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { withLossOnceOpen } from "./loss.ts";

const segment = "session";

const TLS_FAILURES: readonly Outcome[] = [
  "certificate-expired",
  "certificate-not-yet-valid",
  "certificate-wrong-name",
  "certificate-untrusted",
  "tls-alert",
];

/** Names a portal that answers in the target's place. */
export function captivePortal(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ outcomes: ["portal"] });
  if (seen.length === 0) return undefined;
  const location = evidence.observations[seen[0] ?? -1]?.detail.location;
  return {
    mode: "captive-portal",
    detail: location === undefined
      ? "The answer is a portal's."
      : `The answer is a portal's: it leads to ${location}.`,
    evidence: seen,
  };
}

/** Names a certificate or a handshake that failed, with the reason. */
export function tlsFailed(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ segment, outcomes: TLS_FAILURES });
  const first = evidence.observations[seen[0] ?? -1];
  if (first === undefined) return undefined;
  const untrusted = first.outcome === "certificate-untrusted";
  return {
    mode: "tls-failed",
    detail: tlsReason(evidence),
    ...(untrusted && {
      title: "The issuer of the certificate is not trusted",
      advice: "If it is your own authority, name it: deno run --cert FILE, " +
        "or DENO_CERT=FILE; a certificate that signed itself as well, if it " +
        "says CA:FALSE. Otherwise replace the certificate.",
    }),
    evidence: seen,
  };
}

function tlsReason(evidence: Evidence): string {
  const [first] = evidence.all({ segment, outcomes: TLS_FAILURES });
  const { outcome, detail } = first ?? { outcome: "tls-alert", detail: {} };
  switch (outcome) {
    case "certificate-expired":
      return `The certificate expired${at(detail.validTo)}.`;
    case "certificate-not-yet-valid":
      return `The certificate is not valid yet${at(detail.validFrom)}.`;
    case "certificate-wrong-name":
      return `The certificate is for other names: ${detail.names ?? "none"}.`;
    case "certificate-untrusted":
      return "The issuer of the certificate is not trusted" +
        `${detail.code === undefined ? "" : ` (${detail.code})`}.`;
    default:
      return "The peer ended the handshake: " +
        `${detail.message ?? detail.code ?? "no reason given"}.`;
  }
}

function at(time: string | undefined): string {
  return time === undefined ? "" : ` (${time})`;
}

/** Names a peer that speaks something else. */
export function protocolMismatch(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ segment, outcomes: ["not-tls", "mismatch"] });
  const first = evidence.observations[seen[0] ?? -1];
  if (first === undefined) return undefined;
  return {
    mode: "protocol-mismatch",
    detail: first.outcome === "not-tls"
      ? strangerDetail("The peer does not speak TLS", first)
      : strangerDetail(
        first.detail.message ?? "The peer speaks another protocol",
        first,
      ),
    evidence: seen,
  };
}

/** The first bytes stand in many a message already. */
function strangerDetail(words: string, { detail }: Observation): string {
  const { firstBytes } = detail;
  return firstBytes === undefined || words.includes(firstBytes)
    ? `${words}.`
    : `${words}. Its first bytes: ${firstBytes}`;
}

/** Names full-size packets that vanish while small ones pass. */
export function mtuBlackhole(evidence: Evidence): Finding | undefined {
  const lost = evidence.indexes({ outcomes: ["full-size-lost"] });
  if (lost.length === 0) return undefined;
  const silent = evidence.indexes({
    segment,
    outcomes: ["answer-silent", "tls-silent"],
  });
  if (silent.length === 0) return undefined;
  return withLossOnceOpen(evidence, {
    mode: "mtu-blackhole",
    segment: "gateway",
    detail: "The connection opens and small packets pass; full-size packets " +
      "vanish on the way.",
    evidence: [...lost, ...silent],
  });
}

/** An application that says nothing: in its session, or before it. */
const SILENCES: readonly Outcome[] = [
  "beat-unanswered",
  "answer-silent",
  "tls-silent",
];

/** Names an application that is silent behind a connection that stands. */
export function serverHung(evidence: Evidence): Finding | undefined {
  const seen = { segment, outcomes: SILENCES } as const;
  const silent = evidence.all(seen);
  if (silent.length === 0) return undefined;
  const isBeat = silent.every((it) => it.outcome === "beat-unanswered");
  const passed = evidence.indexes({ outcomes: ["full-size-passed"] });
  // Behind a proxy lies a path of its own that no ping of ours can measure.
  const sizeKnown = !evidence.proxied &&
    (passed.length > 0 || evidence.loopback);
  const candidates: FailureMode[] = ["server-hung"];
  if (!isBeat && !sizeKnown) candidates.push("mtu-blackhole");
  if (silent.some(mayBeStranger)) candidates.push("protocol-mismatch");
  return withLossOnceOpen(evidence, {
    mode: "server-hung",
    candidates,
    detail: "The connection stands and the application answers " +
      (isBeat ? "no beat." : "nothing."),
    evidence: [...evidence.indexes(seen), ...isBeat ? [] : passed],
  });
}

/**
 * Whether a server of another protocol would be as silent. A complete line is
 * answered, be it by an error, by all that read lines; whoever is asked
 * nothing, or bytes without the end of a line, may wait for more.
 */
function mayBeStranger({ outcome, detail }: Observation): boolean {
  if (detail.firstBytes !== undefined) return false;
  return outcome === "tls-silent" || detail.asked === "nothing" ||
    detail.asked === "bytes";
}

/** Names a peer that ends the session at once. */
export function sessionEnded(evidence: Evidence): Finding | undefined {
  const [ended] = evidence.all({
    segment,
    outcomes: ["closed", "reset", "tls-closed"],
  });
  if (ended === undefined) return undefined;
  const seen = evidence.indexes({
    segment,
    outcomes: ["closed", "reset", "tls-closed"],
  });
  if (ended.outcome === "tls-closed") {
    return {
      mode: "tls-failed",
      candidates: ["tls-failed", "protocol-mismatch", "server-stopped"],
      detail: "The peer closed the connection during the TLS handshake.",
      evidence: seen,
    };
  }
  const { refusal } = ended.detail;
  if (refusal !== undefined) return turnedAway(refusal, seen);
  const candidates: FailureMode[] = ["server-stopped", "protocol-mismatch"];
  if (ended.outcome === "reset") candidates.push("firewall-blocked");
  return {
    mode: "server-stopped",
    candidates,
    title: "The server ends each connection without an answer",
    advice: "Look at the server's log; check that this port is meant.",
    detail: ended.outcome === "reset"
      ? "The connection was opened and then reset without an answer."
      : "The peer accepted the connection and closed it without an answer.",
    evidence: seen,
  };
}

function turnedAway(words: string, evidence: readonly number[]): Finding {
  return {
    mode: "server-stopped",
    title: "The server turns clients away",
    detail: `The server ends the connection and says why: ${words}`,
    advice: "Do what the server's words ask for; its log may say more.",
    evidence,
  };
}
