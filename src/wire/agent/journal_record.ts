import type {
  JournalFact,
  JournalRecord,
  JournalTime,
  LinkState,
} from "../../model/journal.ts";
import { LINK_STATES } from "../../model/journal.ts";
import { scrub } from "../../model/scrub.ts";
import { countAt, type JsonObject, textAt } from "../bounded_json.ts";

/** ISO 8601 in UTC, as `Date.prototype.toISOString()` writes it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Most characters of a name or an address; longer ones are not the kernel's. */
const MAX_NAME_LENGTH = 64;

/**
 * Reads one record of a journal.
 *
 * @param object Parsed JSON, unchecked.
 * @returns The record; `undefined` where it is none, or of a later version.
 */
export function readJournalRecord(
  object: JsonObject,
): JournalRecord | undefined {
  const time = readJournalTime(object);
  const fact = readFact(object);
  const n = countAt(object, "n");
  if (time === undefined || fact === undefined || !n) return undefined;
  return { n, ...time, ...fact };
}

/** Reads when something was seen; `undefined` where it does not say. */
export function readJournalTime(object: JsonObject): JournalTime | undefined {
  const at = instantAt(object, "at");
  if (at === null) return undefined;
  return { at, upMs: countAt(object, "upMs") ?? null };
}

/** An instant that a member holds; `null` where it holds none. */
function instantAt(object: JsonObject, name: string): string | null {
  const text = textAt(object, name);
  return text !== undefined && INSTANT.test(text) &&
      !Number.isNaN(Date.parse(text))
    ? text
    : null;
}

/**
 * A short name that a member holds, safe to print; `null` where it holds none.
 */
export function nameAt(object: JsonObject, name: string): string | null {
  const text = textAt(object, name);
  return text !== undefined && text.length <= MAX_NAME_LENGTH
    ? scrub(text)
    : null;
}

function readFact(object: JsonObject): JournalFact | undefined {
  const kind = textAt(object, "kind");
  const device = nameAt(object, "device");
  switch (kind) {
    case "start":
      return {
        kind,
        bootId: nameAt(object, "bootId"),
        lastAliveAt: instantAt(object, "lastAliveAt"),
        continued: object["continued"] === true,
      };
    case "stop":
    case "blind":
      return { kind };
  }
  if (device === null) return undefined;
  const present = object["present"] === true;
  if (kind === "link") {
    const state = textAt(object, "state");
    return isLinkState(state) ? { kind, device, state } : undefined;
  }
  if (kind === "route") {
    return { kind, device, gateway: nameAt(object, "gateway"), present };
  }
  const address = nameAt(object, "address");
  return kind === "address" && address !== null
    ? { kind, device, address, present }
    : undefined;
}

function isLinkState(text: string | undefined): text is LinkState {
  return LINK_STATES.some((state) => state === text);
}
