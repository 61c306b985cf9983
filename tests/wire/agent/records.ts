import fc from "fast-check";
import type { JournalRecord } from "../../../src/model/journal.ts";

const TIME = fc.record({
  n: fc.integer({ min: 1, max: 1e9 }),
  at: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString()),
  upMs: fc.option(fc.nat(1e12)),
});

const DEVICE = fc.stringMatching(/^[!-~é]{1,15}$/);

const ADDRESS = fc.oneof(fc.ipV4(), fc.ipV6());

const FACT = fc.oneof(
  fc.record({
    kind: fc.constant("start" as const),
    bootId: fc.option(fc.uuid()),
    lastAliveAt: fc.constantFrom(null, "2026-01-02T03:04:05.006Z"),
    continued: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom("stop" as const, "blind" as const) }),
  fc.record({
    kind: fc.constant("link" as const),
    device: DEVICE,
    state: fc.constantFrom(
      "up" as const,
      "no-carrier" as const,
      "disabled" as const,
      "gone" as const,
    ),
  }),
  fc.record({
    kind: fc.constant("address" as const),
    device: DEVICE,
    address: ADDRESS,
    present: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("route" as const),
    device: DEVICE,
    gateway: fc.option(ADDRESS),
    present: fc.boolean(),
  }),
);

/** Any records that an agent can write. */
export const RECORDS: fc.Arbitrary<JournalRecord[]> = fc.array(
  fc.tuple(TIME, FACT).map(([time, fact]) => ({ ...time, ...fact })),
  { maxLength: 12 },
);

/** A record in one line, for tests of its place. */
export const ONE_RECORD: JournalRecord = {
  n: 7,
  at: "2026-11-20T19:00:00.000Z",
  upMs: 5000,
  kind: "link",
  device: "eth0",
  state: "no-carrier",
};
