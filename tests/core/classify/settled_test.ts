import { assertEquals } from "@std/assert/equals";
import { classify } from "../../../src/core/classify/classify.ts";
import {
  isSettled,
  mayBeSettled,
  type PendingLook,
} from "../../../src/core/classify/settled.ts";
import type { Observation } from "../../../src/model/observation.ts";
import { SEGMENTS } from "../../../src/model/segment.ts";
import { FAR, ROUTED, seen as fact } from "./seen.ts";
import { SCENARIOS } from "../../scenarios/before_connect/index.ts";

const PENDING: readonly (readonly PendingLook[])[] = [
  [],
  ...SEGMENTS.flatMap((segment): PendingLook[][] => [
    [{ segment, kind: "attempt" }],
    [{ segment, kind: "contrast" }],
    [{ segment: "session", kind: "attempt" }, { segment, kind: "contrast" }],
  ]),
];

for (const { name, observations } of SCENARIOS) {
  Deno.test(`\`mayBeSettled()\` never holds a verdict back when ${name}`, () => {
    for (let seen = 0; seen <= observations.length; seen++) {
      const sofar = observations.slice(0, seen);
      const verdict = classify(sofar);
      for (const pending of PENDING) {
        if (!isSettled(verdict, pending, sofar)) continue;
        assertEquals(mayBeSettled(sofar, pending), true);
      }
    }
  });
}

Deno.test("`isSettled()` waits for the family that the facts are not about", () => {
  const seen: Observation[] = [
    ...ROUTED,
    fact("server", "locally-rejected", { ...FAR, family: 4 }),
  ];
  const verdict = classify(seen);
  assertEquals(verdict?.mode, "firewall-blocked");
  const look: PendingLook = { segment: "server", kind: "attempt" };
  assertEquals(isSettled(verdict, [{ ...look, family: 4 }], seen), true);
  assertEquals(isSettled(verdict, [{ ...look, family: 6 }], seen), false);
  assertEquals(isSettled(verdict, [look], seen), true);
});

Deno.test("`mayBeSettled()` spares the judgement of a healthy path", () => {
  const healthy = SCENARIOS.find(({ expected }) => expected.truth === null);
  const pending: PendingLook[] = [{ segment: "session", kind: "attempt" }];
  const early = healthy?.observations.filter(({ outcome }) =>
    ["carrier", "addressed", "routed", "connected"].includes(outcome)
  );
  assertEquals(mayBeSettled(early ?? [], pending), false);
  assertEquals(mayBeSettled(early ?? [], []), true);
});
