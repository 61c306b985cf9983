import { assertEquals } from "@std/assert/equals";
import type { NeighbourState } from "../../src/model/host_facts.ts";
import type { NeighbourSight } from "../../src/wire/ip_neigh_ages.ts";
import { MIN_TRY_MS, neighbourOutcome } from "../../src/probe/neighbour.ts";

/** Over what was known just before, unless told other. */
function outcome(
  sight: NeighbourSight | undefined,
  triedMs: number,
  earlier = 0,
) {
  return neighbourOutcome(sight, triedMs, earlier);
}

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
  assertEquals(outcome(entry("failed"), 0), "neighbour-silent");
});

Deno.test("`neighbourOutcome()` takes an unfinished discovery for silence after a second", () => {
  const unfinished = entry("incomplete", 62);
  assertEquals(outcome(unfinished, MIN_TRY_MS), "neighbour-silent");
  assertEquals(
    outcome(unfinished, MIN_TRY_MS - 1),
    "neighbour-unproven",
  );
});

Deno.test("`neighbourOutcome()` believes an answer younger than the look", () => {
  assertEquals(
    outcome(entry("reachable", 1), 2000),
    "neighbour-answered",
  );
  assertEquals(outcome(entry("delay", 0), 1000), "neighbour-answered");
  assertEquals(
    outcome(entry("reachable", 1), 1999),
    "neighbour-unproven",
  );
  assertEquals(
    outcome(entry("reachable", 1), 1200),
    "neighbour-unproven",
  );
  assertEquals(
    outcome(entry("reachable", 0), 10),
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
    assertEquals(outcome(entry(state), 5000), "neighbour-unproven");
  }
  assertEquals(outcome(undefined, 5000), "neighbour-unproven");
});

Deno.test("`neighbourOutcome()` proves nothing by an entry that was set by hand", () => {
  assertEquals(
    outcome(entry("permanent", 0), 5000),
    "neighbour-unproven",
  );
  assertEquals(outcome(entry("noarp", 0), 5000), "neighbour-unproven");
});

Deno.test("`neighbourOutcome()` believes an answer where there was none before", () => {
  for (
    const sight of [entry("reachable", 1), entry("stale", 62), entry("unknown")]
  ) {
    assertEquals(outcome(sight, 1900, Infinity), "neighbour-answered");
  }
  assertEquals(
    outcome(entry("permanent"), 1900, Infinity),
    "neighbour-unproven",
  );
});

Deno.test("`neighbourOutcome()` believes an answer younger than the one before", () => {
  assertEquals(outcome(entry("reachable", 1), 1900, 601), "neighbour-answered");
  assertEquals(outcome(entry("reachable", 1), 1900, 1), "neighbour-answered");
  assertEquals(outcome(entry("delay", 602), 1900, 601), "neighbour-unproven");
  assertEquals(outcome(entry("delay", 2), 1900, 1), "neighbour-unproven");
});
