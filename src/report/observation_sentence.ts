import { formatDuration } from "../model/duration.ts";
import {
  type Observation,
  type ObservationDetail,
  OUTCOMES,
} from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";

/** What of the raw facts a person wants to read, and how it is written. */
const FACTS: readonly ((detail: ObservationDetail) => string | undefined)[] = [
  ({ name }) => name,
  ({ addresses }) => addresses?.join(", "),
  ({ reportedBy }) => reportedBy && `reported by ${reportedBy}`,
  ({ status }) => status === undefined ? undefined : `status ${status}`,
  ({ software }) => software,
  ({ code }) => code,
  ({ rcode }) => rcode,
  ({ routeType }) => routeType && `route type ${routeType}`,
  ({ neighbourState }) => neighbourState && `neighbour ${neighbourState}`,
  ({ location }) => location && `leads to ${location}`,
  ({ firstBytes }) => firstBytes && `first bytes: ${firstBytes}`,
  ({ validTo }) => validTo && `valid to ${validTo}`,
  ({ names }) => names && `for ${names}`,
  ({ protocol }) => protocol,
  ({ mtuBytes }) => mtuBytes === undefined ? undefined : `${mtuBytes} bytes`,
  ({ counters }) =>
    counters &&
    Object.entries(counters).map(([key, value]) => `${key} +${value}`)
      .join(", "),
  ({ program }) => program && `program ${program}`,
  ({ permission }) => permission,
  ({ lost }) => lost && `lost: ${lost}`,
  ({ message }) => message,
];

/** Longest list of raw facts in a sentence. */
const MAX_FACTS_LENGTH = 160;

/**
 * Says an observation in one line. Whatever a peer could have written is
 * scrubbed, since a terminal may act upon it.
 *
 * @param observation The observation.
 * @returns For example `10.0.0.1:80: the connection was refused (…) in 0.6 ms`.
 */
export function observationSentence(observation: Observation): string {
  const { subject, outcome, detail, tookMs } = observation;
  const facts = FACTS.map((fact) => fact(detail)).filter((fact) => fact);
  const known = scrub(facts.join("; "), MAX_FACTS_LENGTH);
  return [
    `${scrub(subject)}: ${OUTCOMES[outcome]}`,
    ...known === "" ? [] : [`(${known})`],
    `in ${formatDuration(tookMs)}`,
  ].join(" ");
}
