import { assertEquals } from "@std/assert/equals";
import type { NeighbourState } from "../../src/model/host_facts.ts";
import { MIN_TRY_MS, neighbourOutcome } from "../../src/probe/neighbour.ts";

function entry(state: NeighbourState, confirmedSecondsAgo?: number) {
  const isKnown = state !== "incomplete" && state !== "failed";
  return {
    address: "192.0.2.1",
    device: "eth0",
    states: [state],
    linkAddress: isKnown ? "02:00:00:00:00:01" : undefined,
    confirmedSecondsAgo,
  };
}

Deno.test("`neighbourOutcome()` takes a failed discovery for silence", () => {
  assertEquals(neighbourOutcome(entry("failed"), 0), "neighbour-silent");
});

Deno.test("`neighbourOutcome()` takes an unfinished discovery for silence after a second", () => {
  const unfinished = entry("incomplete", 62);
  assertEquals(neighbourOutcome(unfinished, MIN_TRY_MS), "neighbour-silent");
  assertEquals(
    neighbourOutcome(unfinished, MIN_TRY_MS - 1),
    "neighbour-unproven",
  );
});

Deno.test("`neighbourOutcome()` believes an answer younger than the look", () => {
  assertEquals(
    neighbourOutcome(entry("reachable", 1), 2000),
    "neighbour-answered",
  );
  assertEquals(neighbourOutcome(entry("delay", 0), 1000), "neighbour-answered");
  assertEquals(
    neighbourOutcome(entry("reachable", 1), 1999),
    "neighbour-unproven",
  );
  assertEquals(
    neighbourOutcome(entry("reachable", 1), 1200),
    "neighbour-unproven",
  );
  assertEquals(
    neighbourOutcome(entry("reachable", 0), 10),
    "neighbour-unproven",
  );
});

Deno.test("`neighbourOutcome()` proves nothing by a state alone", () => {
  const states: NeighbourState[] = [
    "reachable",
    "stale",
    "delay",
    "probe",
    "unknown",
  ];
  for (const state of states) {
    assertEquals(neighbourOutcome(entry(state), 5000), "neighbour-unproven");
  }
  assertEquals(neighbourOutcome(undefined, 5000), "neighbour-unproven");
});

Deno.test("`neighbourOutcome()` proves nothing by an entry that was set by hand", () => {
  assertEquals(
    neighbourOutcome(entry("permanent", 0), 5000),
    "neighbour-unproven",
  );
  assertEquals(neighbourOutcome(entry("noarp", 0), 5000), "neighbour-unproven");
});
