import { formatDuration } from "../model/duration.ts";
import { type Observation, OUTCOMES } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";

/** What of the raw facts a person wants to read, and how it is written. */
const FACTS: readonly ((observation: Observation) => string | undefined)[] = [
  ({ detail }) => detail.name,
  ({ detail, outcome }) =>
    outcome === "routed" ? undefined : detail.addresses?.join(", "),
  ({ detail: { gateway }, outcome }) =>
    outcome === "routed" && gateway !== undefined
      ? `via ${gateway}`
      : undefined,
  ({ detail: { interface: device }, outcome }) =>
    outcome === "routed" && device !== undefined ? `on ${device}` : undefined,
  ({ detail: { reportedBy } }) => reportedBy && `reported by ${reportedBy}`,
  ({ detail: { status } }) =>
    status === undefined ? status : `status ${status}`,
  ({ detail }) => detail.software,
  ({ detail }) => detail.code,
  ({ detail }) => detail.rcode,
  ({ detail, outcome }) =>
    outcome === "policy-route" && detail.routeType !== undefined
      ? `type ${detail.routeType}`
      : undefined,
  ({ detail: { neighbourState } }) =>
    neighbourState && `neighbour ${neighbourState}`,
  ({ detail: { location } }) => location && `leads to ${location}`,
  ({ detail: { firstBytes } }) => firstBytes && `first bytes: ${firstBytes}`,
  ({ detail, outcome }) =>
    outcome === "certificate-not-yet-valid" && detail.validFrom !== undefined
      ? `valid from ${detail.validFrom}`
      : undefined,
  ({ detail: { validTo } }) => validTo && `valid to ${validTo}`,
  ({ detail: { names } }) => names && `for ${names}`,
  ({ detail }) => detail.protocol,
  ({ detail: { mtuBytes }, outcome }) =>
    outcome.startsWith("full-size") && mtuBytes !== undefined
      ? `${mtuBytes} bytes`
      : undefined,
  ({ detail: { rttMs }, outcome }) =>
    outcome === "echo-answered" && rttMs !== undefined
      ? `round trip ${formatDuration(rttMs)}`
      : undefined,
  ({ detail: { lateMs } }) =>
    lateMs === undefined ? lateMs : formatDuration(lateMs),
  ({ detail }) => detail.program,
  ({ detail }) => detail.permission,
  ({ detail }) => detail.message,
];

/** Longest list of raw facts in a sentence. */
const MAX_FACTS_LENGTH = 160;

/** How this program's runtime words what the code already says. */
const OS_ERROR = /\(os error \d+\)/;

/**
 * Says an observation in one line, each thing once. Whatever a peer could have
 * written is scrubbed, since a terminal may act upon it. The kernel's counters
 * and the like are left to the JSON.
 *
 * @param observation The observation.
 * @param said What has been said before and need not be said again.
 * @returns For example `10.0.0.1:80: the proxy demands credentials (status 407)`.
 * @default said ""
 */
export function observationSentence(
  observation: Observation,
  said = "",
): string {
  const { subject, outcome } = observation;
  const words = `${scrub(subject)}: ${OUTCOMES[outcome]}`;
  const news = newFacts(observation, [said, words]);
  const facts = scrub(news.join("; "), MAX_FACTS_LENGTH);
  if (facts === "") return words;
  return words.endsWith(")")
    ? `${words.slice(0, -1)}; ${facts})`
    : `${words} (${facts})`;
}

/** The facts that neither the words before nor another fact have said. */
function newFacts(
  observation: Observation,
  said: readonly string[],
): string[] {
  const { detail, outcome } = observation;
  // A look at the rules tries to connect: how that ended is no news.
  if (outcome === "not-filtered") return [];
  const facts: string[] = [];
  for (const write of FACTS) {
    const fact = write(observation);
    if (fact === undefined || fact === "") continue;
    if (detail.code !== undefined && OS_ERROR.test(fact)) continue;
    if (![...said, ...facts].some((one) => one.includes(fact))) {
      facts.push(fact);
    }
  }
  return facts;
}
