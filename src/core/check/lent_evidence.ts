import type { Diagnosis } from "../../model/diagnosis.ts";
import type { Observation, Outcome } from "../../model/observation.ts";

/**
 * How far apart two diagnoses may be, in milliseconds, so that an answer which
 * one of them got speaks for the other: as old as a shared fact may be.
 */
const MAX_APART_MS = 1000;

/** What only a machine itself can have answered. */
const ANSWERS: readonly Outcome[] = ["connected", "refused", "echo-answered"];

/** An answer, and the way that it came. */
interface Answer {
  readonly observation: Observation;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The answers of a check by the way that they came. */
export type Answers = ReadonlyMap<string, readonly Answer[]>;

/**
 * Gathers who has answered, and over which next hop.
 *
 * @param diagnoses What was found of all targets.
 * @returns The answers by their way.
 */
export function answersOf(diagnoses: readonly Diagnosis[]): Answers {
  const answers = new Map<string, Answer[]>();
  for (const { observations } of diagnoses) {
    for (const observation of observations) {
      const way = wayOfAnswer(observation, observations);
      if (way === undefined) continue;
      const fromMs = Date.parse(observation.at);
      const toMs = fromMs + observation.tookMs;
      const known = answers.get(way);
      if (known === undefined) {
        answers.set(way, [{ observation, fromMs, toMs }]);
      } else known.push({ observation, fromMs, toMs });
    }
  }
  return answers;
}

/**
 * Lends a diagnosis that leaves several causes open what others have seen of
 * the same way: every segment on the path of a success is good. Who answered
 * is a host expected to be alive, as a reference is.
 *
 * @param diagnosis The diagnosis.
 * @param answers The answers of the whole check.
 * @returns An observation for each way that has been proven to work.
 */
export function lentEvidence(
  diagnosis: Diagnosis,
  answers: Answers,
): readonly Observation[] {
  const { verdict, observations } = diagnosis;
  if (verdict === null || verdict.certain) return [];
  const ways = new Set(observations.filter(isRoute).map(wayOfRoute));
  const fromMs = Date.parse(diagnosis.startedAt);
  const toMs = fromMs + diagnosis.elapsedMs;
  return [...ways].flatMap((way) => {
    const answer = answers.get(way)?.find((one) =>
      one.fromMs <= toMs + MAX_APART_MS && one.toMs >= fromMs - MAX_APART_MS
    );
    return answer === undefined ? [] : [asReference(answer.observation)];
  });
}

function asReference(observation: Observation): Observation {
  const { detail } = observation;
  return {
    ...observation,
    segment: "gateway",
    detail: { ...detail, role: "reference" },
  };
}

/** The way of an answer from outside; `undefined` where it is none. */
function wayOfAnswer(
  { outcome, detail }: Observation,
  observations: readonly Observation[],
): string | undefined {
  if (!ANSWERS.includes(outcome) || detail.loopback === true) return undefined;
  if (detail.role !== "target" || detail.onLink === undefined) return undefined;
  // An echo names its host by its subject, and the route by its address.
  const route = observations.find((one) =>
    isRoute(one) && one.detail.address === detail.address
  );
  return route && wayOfRoute(route);
}

function isRoute({ segment, outcome }: Observation): boolean {
  return segment === "network" && outcome === "routed";
}

function wayOfRoute({ detail }: Observation): string {
  return JSON.stringify([detail.interface, detail.gateway ?? null]);
}
