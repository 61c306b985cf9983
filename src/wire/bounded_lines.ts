import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../model/limits.ts";

/**
 * Splits what a program printed into lines. A text beyond the bound is cut
 * there and its last, torn line dropped: each line stands for itself, so the
 * ones before the cut are as true as they were.
 *
 * @param text The text, with LF or CRLF line ends.
 * @param maxLength Most characters looked at.
 * @default {maxLength} `MAX_SUBPROCESS_OUTPUT_BYTES`: no program is read
 * further, and no character is shorter than a byte.
 * @returns The lines, without their ends.
 */
export function boundedLines(
  text: string,
  maxLength: number = MAX_SUBPROCESS_OUTPUT_BYTES,
): readonly string[] {
  if (text.length <= maxLength) return text.split(/\r?\n/);
  return text.slice(0, maxLength).split(/\r?\n/).slice(0, -1);
}
