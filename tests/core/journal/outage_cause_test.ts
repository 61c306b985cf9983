import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { outageCause } from "../../../src/core/journal/outage_cause.ts";
import type { FailureMode } from "../../../src/model/failure_modes.ts";
import {
  ADDRESS,
  address,
  type Entry,
  journal,
  type JournalOptions,
  link,
  start,
  well,
  ZERO_MS,
} from "./journal.ts";

/** An outage from the last answer in second 50 to its name in second 53. */
const OUTAGE = {
  lastGoodMs: ZERO_MS + 50_000,
  silentMs: ZERO_MS + 53_000,
  address: ADDRESS,
};

/** A diagnosis that found the machine silent in second 53. */
const LOOK = { ...OUTAGE, lastGoodMs: -Infinity };

const BEGIN: readonly Entry[] = [[-500, start("one")], ...well(-500)];

/** The machine was started anew in second 80. */
const ANEW: JournalOptions = { bootedS: 80, bootId: "two" };

function anew(aliveS: number): readonly Entry[] {
  return [[85, start("two", aliveS)], ...well(85)];
}

/** What happened, the modes, and what else is different. */
type Row = readonly [
  when: string,
  entries: readonly Entry[],
  candidates: readonly FailureMode[],
  options?: JournalOptions,
];

const ROWS: readonly Row[] = [
  ["nothing is in it", [], []],
  ["nothing was amiss", BEGIN, []],
  [
    "the interface is disabled",
    [...BEGIN, [50.2, link("disabled")]],
    ["proxy-network-down"],
  ],
  [
    "the interface was disabled for a while",
    [...BEGIN, [50.2, link("disabled")], [70, link("up")]],
    ["proxy-network-down"],
  ],
  [
    "the cable is out",
    [...BEGIN, [50.2, link("no-carrier")]],
    ["proxy-cable-unplugged"],
  ],
  [
    "the interface was enabled again and its cable takes a while",
    [...BEGIN, [50, link("disabled")], [60, link("no-carrier")]],
    ["proxy-network-down"],
  ],
  [
    "its address follows the cable",
    [...BEGIN, [50, link("no-carrier")], [51, address("eth0", ADDRESS, false)]],
    ["proxy-cable-unplugged"],
  ],
  [
    "the address was taken away",
    [...BEGIN, [51, address("eth0", ADDRESS, false)]],
    ["proxy-network-down"],
  ],
  [
    "another address was taken away",
    [...BEGIN, [51, address("eth0", "10.0.0.4", false)]],
    [],
  ],
  ["the interface is gone", [...BEGIN, [51, link("gone")]], []],
  [
    "the cable was out before and is back",
    [...BEGIN, [20, link("no-carrier")], [30, link("up")]],
    [],
  ],
  [
    "the cable was out since before the last answer",
    [...BEGIN, [20, link("no-carrier")]],
    [],
  ],
  [
    "the cable came out long after",
    [...BEGIN, [60, link("no-carrier")]],
    [],
  ],
  [
    "the cable was back before the silence was found",
    [...BEGIN, [50, link("no-carrier")], [50.5, link("up")]],
    [],
  ],
  [
    "another interface lost its cable",
    [
      ...BEGIN,
      [-500, link("up", "eth1")],
      [-500, address("eth1", "10.9.0.3")],
      [51, link("no-carrier", "eth1")],
    ],
    [],
  ],
  [
    "the address moved to the interface that lost its cable",
    [
      ...BEGIN,
      [-500, link("up", "eth1")],
      [-400, address("eth0", ADDRESS, false)],
      [-400, address("eth1", ADDRESS)],
      [51, link("no-carrier", "eth1")],
    ],
    ["proxy-cable-unplugged"],
  ],
  [
    "the agent was started after the cable came out",
    [...BEGIN, [55, start("one", 49)], [55, link("no-carrier")]],
    ["proxy-cable-unplugged"],
  ],
  [
    "the agent could not see whether the cable was back",
    [
      ...BEGIN,
      [50, link("no-carrier")],
      [50.5, { kind: "blind" }],
      [60, link("up")],
    ],
    [],
  ],
  [
    "power was lost",
    [...BEGIN, ...anew(49)],
    ["proxy-machine-off"],
    ANEW,
  ],
  [
    "power was lost, and the cable is out when it is back",
    [...BEGIN, [54, start("two", 49)], [54, link("no-carrier")]],
    ["proxy-machine-off"],
    { bootedS: 52, bootId: "two" },
  ],
  [
    "power was lost with half a minute of marks",
    [...BEGIN, ...anew(15)],
    ["proxy-machine-off"],
    ANEW,
  ],
  [
    "the machine was started anew, and what was before is not known",
    [...BEGIN, ...anew(-200)],
    [],
    ANEW,
  ],
  [
    "the agent alone was started anew",
    [...BEGIN, [85, start("one", 49)], ...well(85)],
    [],
  ],
  [
    "the machine was started anew long before",
    [[-900, start("zero")], [-500, start("one", -600)], ...well(-500)],
    [],
  ],
  [
    "the machine took its network down to be started anew",
    [...BEGIN, [50, link("disabled")], ...anew(55)],
    ["proxy-machine-off", "proxy-network-down"],
    ANEW,
  ],
  [
    "cable and power went together",
    [...BEGIN, [50, link("no-carrier")], ...anew(50)],
    ["proxy-machine-off", "proxy-cable-unplugged"],
    ANEW,
  ],
  [
    "somebody started the machine anew for the sake of its cable",
    [...BEGIN, [50, link("no-carrier")], ...anew(145)],
    ["proxy-cable-unplugged"],
    { readS: 300, bootedS: 150, bootId: "two" },
  ],
];

for (const [when, entries, candidates, options] of ROWS) {
  const name = candidates.join(" or ") || "nothing";
  Deno.test(`\`outageCause()\` says ${name} when ${when}`, () => {
    const cause = outageCause(journal(entries, options), OUTAGE);
    assertEquals(cause?.candidates ?? [], candidates);
  });
}

Deno.test("`outageCause()` names what stands when there was no answer before", () => {
  const out: Entry = [20, link("no-carrier")];
  const rows: readonly (readonly [readonly Entry[], string | undefined])[] = [
    [[...BEGIN, out], "proxy-cable-unplugged"],
    [[...BEGIN, out, [40, link("up")]], undefined],
    [BEGIN, undefined],
  ];
  for (const [entries, mode] of rows) {
    assertEquals(outageCause(journal(entries), LOOK)?.candidates[0], mode);
  }
});

Deno.test("`outageCause()` takes the only interface when the address is not known", () => {
  const entries: readonly Entry[] = [...BEGIN, [51, link("disabled")]];
  const other: Entry = [52, link("up", "eth1")];
  for (const address of [undefined, "192.0.2.9"]) {
    const silent = { ...OUTAGE, address };
    const only = outageCause(journal(entries), silent);
    assertEquals(only?.candidates, ["proxy-network-down"]);
    assertEquals(outageCause(journal([...entries, other]), silent), undefined);
  }
});

Deno.test("`outageCause()` goes by the age when the agent's clock was set", () => {
  const told = journal([...BEGIN, [51, link("disabled")]]);
  const set = { ...told, now: { ...told.now, at: "2031-01-01T00:00:00.000Z" } };
  const cause = outageCause(set, OUTAGE);
  assertEquals(cause?.candidates, ["proxy-network-down"]);
  assertStringIncludes(cause?.detail ?? "", "eth0 of the proxy machine was");
  assertStringIncludes(cause?.detail ?? "", "at 2026-11-20T19:00:51.000Z.");
});

Deno.test("`outageCause()` goes by the wall clock when the age is not known", () => {
  const told = journal([...BEGIN, [51, link("disabled")]]);
  const ageless = { ...told, now: { ...told.now, upMs: null } };
  const cause = outageCause(ageless, OUTAGE);
  assertStringIncludes(cause?.detail ?? "", "at 2026-11-20T19:00:51.000Z.");
});

Deno.test("`outageCause()` never gives another name when a record is lost", () => {
  for (const [when, entries, candidates, options] of ROWS) {
    const whole = journal(entries, options);
    for (let lost = 0; lost < whole.records.length - 1; lost++) {
      const records = whole.records.filter((_, index) => index !== lost);
      const cause = outageCause({ ...whole, records }, OUTAGE);
      const given = cause?.candidates ?? [];
      const fits = given.length === 0 || given.join() === candidates.join();
      assertEquals(fits, true, `${when}, without ${lost}: ${given}`);
    }
  }
});
