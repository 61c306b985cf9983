import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStrictEquals } from "@std/assert/strict-equals";
import { judgementOf } from "../../../src/core/machine/judgement.ts";
import type { StepResult } from "../../../src/core/machine/step.ts";
import type { MachineEvent } from "../../../src/model/event.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import type { State } from "../../../src/model/state.ts";

/** Checks all that must hold of one step, whatever came before. */
export function checkStep(
  before: State,
  event: MachineEvent,
  result: StepResult,
): void {
  checkState(result.state);
  checkChain(before, result);
  checkOutage(before, event, result);
  checkEffects(event, result);
  assert(result.state.epoch >= before.epoch, "the epoch never goes back");
  if ("epoch" in event && event.epoch < before.epoch) {
    assertStrictEquals(result.state, before);
  }
}

function checkState(state: State): void {
  const { name, outage, retryAtMs, verdict } = state;
  if (name === "offline") assert(outage !== null, "offline is an outage");
  if (name === "online" || name === "suspect" || name === "idle") {
    assertEquals(outage, null, "an outage ends before online");
  }
  if (outage !== null) assertEquals(outage.id, state.outages);
  if (name === "offline") assert(retryAtMs !== null, "offline has a retryAt");
  if (name !== "offline" && name !== "suspect") assertEquals(retryAtMs, null);
  if (name === "online" && verdict !== null) {
    assertEquals(judgementOf(verdict), "works");
  }
  if (name === "stopped") assert(!state.sessionOpen, "stopped holds nothing");
}

function checkChain(before: State, { state, transitions }: StepResult): void {
  let at = before.name;
  for (const transition of transitions) {
    assertEquals(transition.from, at);
    at = transition.to;
  }
  assertEquals(at, state.name, "the transitions tell every move");
}

function checkOutage(
  before: State,
  event: MachineEvent,
  { state, transitions }: StepResult,
): void {
  const isAnswer = event.kind === "verdict" &&
    judgementOf(event.verdict) === "answer";
  for (const { from, to, outage } of transitions) {
    if (to !== "offline" || from === "offline") continue;
    const stands = before.outage !== null && before.outage.id === outage;
    assert(
      from === "suspect" || (from === "connecting" && (isAnswer || stands)),
      `offline from ${from} needs doubt, an answer or an outage`,
    );
  }
  if (before.outage !== null && state.outage !== null) {
    assertEquals(state.outage, before.outage, "an outage keeps its id");
  }
  const begun = state.outages - before.outages;
  assert(begun === 0 || begun === 1, "one outage at a time");
  if (begun === 0) return;
  assertEquals(state.name, "offline");
  if (event.kind === "verdict") {
    const judgement = judgementOf(event.verdict);
    assert(judgement === "claim" || judgement === "answer", judgement);
  }
  const wokeAtMs = before.wokeAtMs ?? -Infinity;
  assert(
    event.atMs - wokeAtMs >= DEFAULT_POLICY.wakeGraceMs,
    "no outage begins while the machine wakes",
  );
}

function checkEffects(
  event: MachineEvent,
  { state, effects }: StepResult,
): void {
  for (const { kind, epoch, dueAtMs } of effects) {
    assertEquals(epoch, state.epoch, kind);
    if (kind === "connect") assert(dueAtMs >= event.atMs, kind);
    else if (kind === "wait") assertEquals(dueAtMs, state.retryAtMs);
    else assertEquals(dueAtMs, event.atMs, kind);
  }
}
