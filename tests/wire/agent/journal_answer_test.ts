import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import fc from "fast-check";
import {
  type Journal,
  MAX_JOURNAL_ANSWER_BYTES,
} from "../../../src/model/journal.ts";
import {
  encodeJournalAnswer,
  readJournalAnswer,
} from "../../../src/wire/agent/journal_answer.ts";
import { ONE_RECORD, RECORDS } from "./records.ts";

const { at, upMs } = ONE_RECORD;
const NOW: Journal["now"] = { at, upMs, bootId: "a-boot" };

Deno.test("`readJournalAnswer()` gives back what was written", () => {
  fc.assert(fc.property(RECORDS, fc.nat(9), (records, damaged) => {
    const journal: Journal = { now: NOW, damaged, records };
    const text = encodeJournalAnswer(journal);
    assertMatch(text, /^[ -~]*\n$/);
    const read = readJournalAnswer(text);
    assert(read.ok);
    assertEquals([read.value, read.skipped], [journal, 0]);
  }));
});

Deno.test("`readJournalAnswer()` passes over records of a later version", () => {
  const later = { ...ONE_RECORD, kind: "weather" };
  const read = readJournalAnswer(JSON.stringify({
    schema: "faultline/journal@1",
    now: NOW,
    records: [later, ONE_RECORD],
    mood: "good",
  }));
  assert(read.ok);
  assertEquals(read.value.records, [ONE_RECORD]);
  assertEquals([read.value.damaged, read.skipped], [0, 1]);
});

Deno.test("`readJournalAnswer()` says why when there is no journal", () => {
  const now = JSON.stringify(NOW);
  const rows: readonly (readonly [text: string, error: RegExp])[] = [
    ["", /as faultline\/journal@1/],
    ["<html>\x1b[2J", /current value begins <html>\\x1b/],
    ["[]", /begins \[\]/],
    [`{"schema":"faultline/journal@2","now":${now}}`, /begins/],
    [`{"schema":"faultline/journal@1"}`, /begins/],
    [`{"schema":"faultline/journal@1","now":{}}`, /it has no time/],
    ["x".repeat(MAX_JOURNAL_ANSWER_BYTES + 1), /at most 1048576/],
  ];
  for (const [text, error] of rows) {
    const read = readJournalAnswer(text);
    assert(!read.ok);
    assertMatch(read.error, error);
  }
});
