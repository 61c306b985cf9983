import type { JournalRecord, JournalTime } from "../../model/journal.ts";
import { readJournalRecord, readJournalTime } from "./journal_record.ts";
import { openLine, sealLine } from "./sealed_line.ts";

/** What the text of a journal's file holds. */
export interface JournalText {
  /** The records that are whole, in the order of the file. */
  readonly records: readonly JournalRecord[];
  /** Lines that are not. */
  readonly damaged: number;
}

/** Writes a record as one line of the file. */
export function encodeJournalLine(record: JournalRecord): string {
  return sealLine(record);
}

/**
 * Reads the text of a journal's file. A line is whole once its end stands
 * behind it and its checksum is right; what a crash has torn is left out.
 *
 * @param text The text, one character a byte.
 * @returns All records that are whole; it never throws.
 */
export function readJournalText(text: string): JournalText {
  const lines = text.split("\n");
  const torn = lines.pop() === "" ? 0 : 1;
  const records: JournalRecord[] = [];
  for (const line of lines) {
    const object = openLine(line);
    const record = object && readJournalRecord(object);
    if (record !== undefined) records.push(record);
  }
  return { records, damaged: torn + lines.length - records.length };
}

/** Writes a sign of life. */
export function encodeAliveMark(time: JournalTime): string {
  return sealLine({ at: time.at, upMs: time.upMs });
}

/** Reads the last sign of life; `undefined` where there is no whole one. */
export function readAliveMark(text: string): JournalTime | undefined {
  const end = text.indexOf("\n");
  const object = openLine(text.slice(0, Math.max(end, 0)));
  return object && readJournalTime(object);
}
