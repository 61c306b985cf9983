import { toAsciiJson } from "./ascii_json.ts";
import {
  type Journal,
  JOURNAL_SCHEMA,
  MAX_JOURNAL_ANSWER_BYTES,
} from "../../model/journal.ts";
import { scrub } from "../../model/scrub.ts";
import { countAt, isObject, readList } from "../bounded_json.ts";
import { readAs, type Reading, unreadable } from "../reading.ts";
import {
  nameAt,
  readJournalRecord,
  readJournalTime,
} from "./journal_record.ts";

/** Most characters of an answer that are shown when it could not be read. */
const MAX_SHOWN = 40;

/** Writes the body of an answer: one JSON object in ASCII, and a line end. */
export function encodeJournalAnswer(journal: Journal): string {
  return toAsciiJson({ schema: JOURNAL_SCHEMA, ...journal }) + "\n";
}

/**
 * Reads the body of an answer.
 *
 * @param text The body.
 * @returns The journal, or one line that says why there is none.
 */
export function readJournalAnswer(text: string): Reading<Journal> {
  if (text.length > MAX_JOURNAL_ANSWER_BYTES) {
    return unreadable(
      "Cannot read as a journal: it must be at most " +
        `${MAX_JOURNAL_ANSWER_BYTES} characters long`,
    );
  }
  const object = parse(text);
  const now = isObject(object) ? object["now"] : undefined;
  if (
    !isObject(object) || !isObject(now) || object["schema"] !== JOURNAL_SCHEMA
  ) {
    return unreadable(
      `Cannot read as ${JOURNAL_SCHEMA}: current value begins ` +
        scrub(text, MAX_SHOWN),
    );
  }
  const time = readJournalTime(now);
  const records = readList(object["records"], readJournalRecord);
  if (time === undefined || !records.ok) {
    return unreadable(`Cannot read as ${JOURNAL_SCHEMA}: it has no time`);
  }
  return readAs({
    now: { ...time, bootId: nameAt(now, "bootId") },
    damaged: countAt(object, "damaged") ?? 0,
    records: records.value,
  }, records.skipped);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
