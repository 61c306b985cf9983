import type { Diagnosis } from "../model/diagnosis.ts";
import type { FailureMode } from "../model/failure_modes.ts";
import { type Outcome, OUTCOMES } from "../model/observation.ts";
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

/** Where the addresses stand that were asked. */
const ADDRESSES = "@";

/** What is seen, as a reason to wait; else the words of {@linkcode OUTCOMES}. */
const BY_OUTCOME: Readonly<Partial<Record<Outcome, string>>> = {
  "name-not-found": "no DNS record yet",
  "no-records": "no address in its DNS record yet",
  "server-failure": "the name server fails",
  "query-refused": "the name server refuses to answer",
  "resolver-silent": "no answer from the name server",
  "resolver-refused": "the name server is not running",
  "resolver-unreachable": "no way to the name server",
  "refused": `port refused on ${ADDRESSES}`,
  "connect-timeout": `no answer from ${ADDRESSES}`,
  "connect-reset": `connection reset by ${ADDRESSES}`,
  "host-unreachable": `${ADDRESSES} cannot be reached`,
  "network-unreachable": `no route to ${ADDRESSES}`,
  "echo-silent": `no answer from ${ADDRESSES}`,
  "upstream-refused": "port refused, says the proxy",
  "upstream-unreachable": "cannot be reached, says the proxy",
  "upstream-timeout": "no answer, says the proxy",
  "upstream-unresolved": "no DNS record yet, says the proxy",
  "upstream-failed": "the proxy fails, and does not say why",
  "answer-silent": "accepts, does not answer",
  "beat-unanswered": "accepts, does not answer",
  "tls-silent": "accepts, does not answer",
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
  const { segment, mode, certain, title } = verdict;
  const where = segment === "proxy" ? "the proxy: " : "";
  const known = certain ? BY_MODE[mode] : undefined;
  const words = known ?? seen(diagnosis, verdict) ?? title;
  return where + words;
}

/** What the verdict rests on, of the broken segment. */
function seen(
  { observations }: Diagnosis,
  { evidence, segment }: Verdict,
): string | undefined {
  const facts = evidence.flatMap((index) => observations[index] ?? [])
    .filter((fact) => fact.segment === segment);
  const fact = facts.find(({ outcome }) => BY_OUTCOME[outcome]) ?? facts[0];
  if (fact === undefined) return undefined;
  const words = BY_OUTCOME[fact.outcome] ?? OUTCOMES[fact.outcome];
  const same = facts.filter(({ outcome }) => outcome === fact.outcome);
  const addresses = new Set(
    same.map(({ detail, subject }) => detail.address ?? subject),
  );
  return words.replace(ADDRESSES, [...addresses].join(" and "));
}
