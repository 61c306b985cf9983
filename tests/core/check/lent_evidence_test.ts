import { assertEquals } from "@std/assert/equals";
import { classify } from "../../../src/core/classify/classify.ts";
import {
  answersOf,
  lentEvidence,
} from "../../../src/core/check/lent_evidence.ts";
import type { Diagnosis } from "../../../src/model/diagnosis.ts";
import { reached, silent, stopped } from "./diagnoses.ts";

function judgedWith(one: Diagnosis, others: readonly Diagnosis[]) {
  const lent = lentEvidence(one, answersOf([one, ...others]));
  return classify([...one.observations, ...lent]);
}

Deno.test("`lentEvidence()` clears the gateway by a target that was reached behind it", () => {
  const one = silent("10.9.2.1");
  assertEquals(one.verdict?.candidates, [
    "gateway-unreachable",
    "path-broken",
    "server-unreachable",
  ]);
  const verdict = judgedWith(one, [reached("10.9.3.1")]);
  assertEquals(verdict?.candidates, ["server-unreachable"]);
  assertEquals(verdict?.certain, true);
});

Deno.test("`lentEvidence()` lends nothing from another gateway", () => {
  const one = silent("10.9.2.1");
  const verdict = judgedWith(one, [reached("10.9.3.1", "10.9.1.2")]);
  assertEquals(verdict, one.verdict);
});

Deno.test("`lentEvidence()` lends nothing that is older than a shared fact", () => {
  const one = silent("10.9.2.1");
  const early = reached("10.9.3.1", "10.9.1.1", "2026-11-20T18:59:58.000Z");
  assertEquals(judgedWith(one, [early]), one.verdict);
  const justThen = reached("10.9.3.1", "10.9.1.1", "2026-11-20T18:59:59.500Z");
  assertEquals(judgedWith(one, [justThen])?.certain, true);
});

Deno.test("`lentEvidence()` lends nothing to what is certain, and nothing of loopback", () => {
  const sure = stopped("127.0.0.1:80");
  assertEquals(lentEvidence(sure, answersOf([sure, reached("10.9.3.1")])), []);
  const local = reached("127.0.0.1");
  const onLoopback = {
    ...local,
    observations: local.observations.map((one) => ({
      ...one,
      detail: { ...one.detail, loopback: true },
    })),
  };
  assertEquals(answersOf([onLoopback]).size, 0);
});
