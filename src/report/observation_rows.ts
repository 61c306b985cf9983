import { formatDuration } from "../model/duration.ts";
import type { Observation } from "../model/observation.ts";
import { SEGMENTS } from "../model/segment.ts";
import { observationSentence } from "./observation_sentence.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Longest name of a segment. */
const SEGMENT_WIDTH = Math.max(...SEGMENTS.map(({ length }) => length));

/** Longest usual duration, as `1.25s` or `999ms`, with a space before it. */
const DURATION_WIDTH = 7;

/** Narrowest line that has room for columns. */
const MIN_COLUMNS_WIDTH = 60;

/**
 * Writes observations as rows in the order of the path: segment, how long the
 * look took, what was seen. The columns are left out where they do not fit.
 *
 * @param observations What was seen, in any order.
 * @param options How it may look, what each line begins with, and what has
 * been said before.
 * @returns The lines.
 */
export function observationRows(
  observations: readonly Observation[],
  { style, indent, said }: {
    readonly style: Style;
    readonly indent: string;
    readonly said: string;
  },
): string[] {
  return inPathOrder(observations).flatMap((observation) => {
    const sentence = observationSentence(observation, said);
    if (style.width < MIN_COLUMNS_WIDTH) {
      return wrap(sentence, style, `${indent}  `, `${indent}- `);
    }
    const columns = indent + observation.segment.padEnd(SEGMENT_WIDTH) +
      formatDuration(observation.tookMs).padStart(DURATION_WIDTH) + "  ";
    return wrap(sentence, style, " ".repeat(columns.length), columns);
  });
}

/** Puts observations in the order of the path, else as they are. */
export function inPathOrder(
  observations: readonly Observation[],
): readonly Observation[] {
  return observations.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** The observer itself stands behind the path. */
function placeOf({ segment }: Observation): number {
  return segment === "self" ? SEGMENTS.length : SEGMENTS.indexOf(segment);
}
