import type { Observation } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/**
 * Writes which looks were lost and what they need, one line for each thing
 * that is missing.
 *
 * @param observations What was seen; all but lost looks is passed over.
 * @param style How it may look.
 * @param indent What each line begins with.
 * @returns The lines; none where no look was lost.
 */
export function lostLooks(
  observations: readonly Observation[],
  style: Style,
  indent: string,
): string[] {
  const lost = new Map<string, Set<string>>();
  for (const observation of observations) {
    const missing = missingOf(observation);
    if (missing === undefined) continue;
    const looks = lost.get(missing) ?? new Set();
    lost.set(missing, looks.add(observation.detail.lost ?? observation.probe));
  }
  return [...lost].flatMap(([missing, looks]) =>
    wrap(
      `${[...looks].join(", ")}: ${scrub(missing)}`,
      style,
      `${indent}  `,
      `${indent}- `,
    )
  );
}

function missingOf({ outcome, subject, detail }: Observation) {
  const { permission, program = subject, message } = detail;
  switch (outcome) {
    case "not-permitted":
      return permission === undefined
        ? `${program} is not permitted${message ? ` (${message})` : ""}`
        : `needs ${permission}`;
    case "program-missing":
      return `needs the program ${program}`;
    default:
      return undefined;
  }
}
