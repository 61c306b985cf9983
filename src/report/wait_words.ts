import type { Diagnosis } from "../model/diagnosis.ts";
import type { FailureMode } from "../model/failure_modes.ts";
import type { Observation, Outcome } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Verdict } from "../model/verdict.ts";
import type { WaitedTarget } from "../model/wait_result.ts";

/** What certain verdicts of these modes say beyond what was seen. */
const BY_MODE: Readonly<Partial<Record<FailureMode, string>>> = {
  "client-cable-unplugged": "this machine's cable is unplugged",
  "client-network-down": "this machine's network is down",
  "gateway-unreachable": "the gateway does not answer",
  "path-broken": "nothing beyond the gateway answers",
  "captive-portal": "a captive portal answers instead",
  "firewall-blocked": "a firewall blocks the traffic",
  "mtu-blackhole": "full-size packets vanish on the path",
  "server-hung": "accepts, does not answer",
  "proxy-hung": "accepts, does not answer",
};

/** Where the addresses stand that were asked, or what is missing. */
const SUBJECTS = "@";

/** What is seen, as a reason to wait. */
const BY_OUTCOME: Readonly<Partial<Record<Outcome, string>>> = {
  "name-not-found": "no DNS record yet",
  "no-records": "no address in its DNS record yet",
  "server-failure": "the name server fails",
  "query-refused": "the name server refuses to answer",
  "resolver-silent": "no answer from the name server",
  "resolver-refused": "the name server is not running",
  "resolver-unreachable": "no way to the name server",
  "refused": `port refused on ${SUBJECTS}`,
  "connect-timeout": `no answer from ${SUBJECTS}`,
  "connect-reset": `connection reset by ${SUBJECTS}`,
  "host-unreachable": `${SUBJECTS} cannot be reached`,
  "network-unreachable": `no route to ${SUBJECTS}`,
  "echo-silent": `no answer from ${SUBJECTS}`,
  "upstream-refused": "port refused, says the proxy",
  "upstream-unreachable": "cannot be reached, says the proxy",
  "upstream-timeout": "no answer, says the proxy",
  "upstream-unresolved": "no DNS record yet, says the proxy",
  "upstream-failed": "the proxy fails, and does not say why",
  "tunnel-silent": "no answer through the proxy",
  "answer-silent": "accepts, does not answer",
  "beat-unanswered": "accepts, does not answer",
  "tls-silent": "accepts, does not answer",
  "not-permitted": `needs ${SUBJECTS}`,
  "program-missing": `needs the program ${SUBJECTS}`,
  "tls-alert": "TLS fails: the peer ends the handshake",
  "tls-closed": "TLS fails: the peer closes the connection",
  "not-tls": "answers, and does not speak TLS",
  "certificate-expired": "TLS fails: the certificate has expired",
  "certificate-not-yet-valid": "TLS fails: the certificate is not valid yet",
  "certificate-wrong-name": "TLS fails: the certificate is for another name",
  "certificate-untrusted": "TLS fails: the certificate is not trusted",
  "mismatch": "answers, and speaks another protocol",
  "resolver-garbled": "the name server does not speak DNS",
  "auth-required": "the proxy demands other credentials",
  "denied": "the proxy's rules refuse this destination",
  "tunnel-closed": "the proxy closes the connection",
  "not-a-proxy": "the proxy is none, and speaks another protocol",
  "late": "this program is starved",
  "suspended": "this machine slept",
  "closed": "accepts, closes the connection",
  "reset": "accepts, resets the connection",
};

/**
 * Says what a target is being waited for, in a few words without its name: for
 * example `port refused on ::1 and 127.0.0.1`. It tells what was seen, and
 * names a cause only where that is certain.
 *
 * @param waited How it stands with the target.
 * @returns The words, safe to print.
 */
export function waitWords(waited: WaitedTarget): string {
  const { ready, streak, stable, diagnosis } = waited;
  if (ready) return flawOf(diagnosis?.verdict ?? null);
  if (streak > 0) return `healthy ${streak} of ${stable} times in a row`;
  if (diagnosis === null || diagnosis.verdict === null) return "no answer yet";
  return scrub(trouble(diagnosis, diagnosis.verdict));
}

/** What is ready may still have a flaw. */
function flawOf(verdict: Verdict | null): string {
  return verdict === null ? "healthy" : `works [${verdict.mode}]`;
}

function trouble(diagnosis: Diagnosis, verdict: Verdict): string {
  const { segment, mode, certain } = verdict;
  const known = certain ? BY_MODE[mode] : undefined;
  const words = known ?? seen(diagnosis, verdict) ?? asPhrase(verdict);
  const isOfProxy = segment === "proxy" && !words.startsWith("the proxy");
  return isOfProxy ? `the proxy: ${words}` : words;
}

/** One of several candidates is not to be named alone. */
function asPhrase({ title, candidates, mode }: Verdict): string {
  return candidates.length > 1 && candidates.includes(mode)
    ? `one of ${candidates.join(", ")}`
    : title.charAt(0).toLowerCase() + title.slice(1);
}

/** What the verdict rests on, at best of the broken segment. */
function seen(
  { observations }: Diagnosis,
  { evidence, segment }: Verdict,
): string | undefined {
  const facts = evidence.flatMap((index) => observations[index] ?? [])
    .filter(({ outcome }) => BY_OUTCOME[outcome] !== undefined);
  const fact = facts.find((fact) => fact.segment === segment) ??
    facts.find((fact) => fact.segment !== "self") ?? facts[0];
  if (fact === undefined) return undefined;
  const same = facts.filter(({ outcome }) => outcome === fact.outcome);
  const subjects = new Set(same.map(subjectOf));
  return BY_OUTCOME[fact.outcome]?.replace(
    SUBJECTS,
    [...subjects].join(" and "),
  );
}

function subjectOf({ detail, subject }: Observation): string {
  return detail.permission ?? detail.program ?? detail.address ?? subject;
}
