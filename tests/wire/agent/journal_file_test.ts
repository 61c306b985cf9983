import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { JournalRecord } from "../../../src/model/journal.ts";
import {
  encodeAliveMark,
  encodeJournalLine,
  readAliveMark,
  readJournalText,
} from "../../../src/wire/agent/journal_file.ts";
import { ONE_RECORD, RECORDS } from "./records.ts";

Deno.test("`readJournalText()` gives back what was written when it is whole", () => {
  fc.assert(fc.property(RECORDS, (records) => {
    const text = records.map(encodeJournalLine).join("");
    assertEquals(readJournalText(text), { records, damaged: 0 });
  }));
});

Deno.test("`readJournalText()` gives the whole lines when cut at any byte", () => {
  fc.assert(fc.property(RECORDS, fc.nat(), (records, place) => {
    const lines = records.map(encodeJournalLine);
    const text = lines.join("");
    const cut = text.slice(0, place % (text.length + 1));
    const whole = cut.split("\n").length - 1;
    assertEquals(readJournalText(cut), {
      records: records.slice(0, whole),
      damaged: cut === "" || cut.endsWith("\n") ? 0 : 1,
    });
  }));
});

Deno.test("`readJournalText()` gives the other lines when any byte is wrong", () => {
  fc.assert(fc.property(
    RECORDS.filter((records) => records.length > 0),
    fc.nat(),
    fc.integer({ min: 1, max: 255 }),
    (records, place, change) => {
      const lines = records.map(encodeJournalLine);
      const text = lines.join("");
      const at = place % text.length;
      const wrong = String.fromCharCode(text.charCodeAt(at) ^ change);
      const read = readJournalText(
        text.slice(0, at) + wrong + text.slice(at + 1),
      ).records;
      const hit = text.slice(0, at).split("\n").length - 1;
      const others = text[at] === "\n" ? [hit, hit + 1] : [hit];
      assertEquals(
        read,
        records.filter((_, index) => !others.includes(index)),
      );
    },
  ));
});

Deno.test("`readJournalText()` never throws when the text is anything", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assertEquals(readJournalText(text).records, []);
  }));
});

Deno.test("`readJournalText()` leaves a record out when it makes no sense", () => {
  const wrong = [
    { ...ONE_RECORD, n: 0 },
    { ...ONE_RECORD, at: "yesterday" },
    { ...ONE_RECORD, at: "2026-13-20T19:00:00.000Z" },
    { ...ONE_RECORD, kind: "weather" },
    { ...ONE_RECORD, state: "melted" },
    { ...ONE_RECORD, device: "x".repeat(65) },
    { ...ONE_RECORD, kind: "address" },
  ];
  for (const record of wrong) {
    const line = encodeJournalLine(record as typeof ONE_RECORD);
    assertEquals(readJournalText(line), { records: [], damaged: 1 });
  }
});

Deno.test("`readJournalText()` makes names safe to print", () => {
  const record = { ...ONE_RECORD, device: "e\x1b[2J" } as JournalRecord;
  const { records: [read] } = readJournalText(encodeJournalLine(record));
  assert(read?.kind === "link");
  assertEquals(read.device, "e\\x1b[2J");
});

Deno.test("`readAliveMark()` reads a mark, and nothing when it is torn", () => {
  const mark = encodeAliveMark(ONE_RECORD);
  const { at, upMs } = ONE_RECORD;
  assertEquals(readAliveMark(mark), { at, upMs });
  assertEquals(readAliveMark(`${mark}what a longer one left behind`), {
    at,
    upMs,
  });
  for (let length = 0; length < mark.length; length++) {
    assertEquals(readAliveMark(mark.slice(0, length)), undefined);
  }
});
