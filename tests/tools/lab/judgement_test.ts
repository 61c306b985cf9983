import { assertEquals } from "@std/assert/equals";
import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { Diagnosis } from "../../../src/model/diagnosis.ts";
import { contentionOf } from "../../../tools/lab/contention.ts";
import type { Fault } from "../../../tools/lab/fault.ts";
import { outcomeOf, wrongNames } from "../../../tools/lab/judgement.ts";

/** As a group of processes is read. */
const OWN = { line: "full", starvedShare: 0.5 } as const;

function said(mode: FailureMode | null, ...more: readonly FailureMode[]) {
  const candidates = mode === null ? [] : [mode, ...more];
  return { mode, certain: more.length === 0, candidates };
}

Deno.test("`wrongNames()` finds nothing wrong with the right name", () => {
  assertEquals(wrongNames("path-broken", [], said("path-broken")), []);
  assertEquals(wrongNames(null, [], said(null)), []);
});

Deno.test("`wrongNames()` lets those stand beside it that look the same", () => {
  const word = said("path-broken", "server-unreachable");
  assertEquals(wrongNames("path-broken", ["server-unreachable"], word), []);
  assertEquals(
    wrongNames("path-broken", [], word),
    ["is not server-unreachable"],
  );
});

Deno.test("`wrongNames()` finds a name that is not among the candidates", () => {
  assertEquals(
    wrongNames("server-hung", ["path-broken"], said("path-broken")),
    ["is server-hung"],
  );
});

Deno.test("`wrongNames()` finds health told of a fault, and a fault of health", () => {
  assertEquals(wrongNames("server-hung", [], said(null)), ["is server-hung"]);
  assertEquals(wrongNames(null, [], said("server-hung")), ["is healthy"]);
});

Deno.test("`wrongNames()` takes the name of a set for no name of its own", () => {
  const word = {
    mode: "proxy-unreachable",
    certain: false,
    candidates: ["proxy-network-down", "proxy-cable-unplugged"],
  } as const;
  const or = ["proxy-cable-unplugged"] as const;
  assertEquals(wrongNames("proxy-network-down", or, word), []);
});

/** A trial of a silent server, as a look says it. */
function trial(
  mode: FailureMode | null,
  { contendedMs = 0, packets = 5, ...more }: {
    readonly contendedMs?: number;
    readonly packets?: number;
    readonly lossy?: true;
  } = {},
) {
  const fault: Fault = {
    name: "one",
    truth: "server-hung",
    target: "http://192.0.2.1",
    silent: true,
    ...more,
  };
  const verdict = mode === null ? null : said(mode);
  // What is judged of a diagnosis; the rest of it does not count.
  const diagnosis = { verdict, elapsedMs: 2100 } as unknown as Diagnosis;
  const ran = { code: 6, stdout: "", stderr: "", tookMs: 2200 };
  const contention = contentionOf(contendedMs, ran.tookMs, OWN);
  const measured = { packets, subprocesses: 4, contention, startMs: 50 };
  return { fault, diagnosis, ran, ...measured };
}

Deno.test("`outcomeOf()` keeps what is published of a trial", () => {
  const { scenario, bound, verdictMs, wrong, late } = outcomeOf(
    trial("server-hung"),
  );
  assertEquals([scenario, bound, verdictMs], ["one", "silent", 2200]);
  assertEquals([wrong, late], [[], []]);
});

Deno.test("`outcomeOf()` takes off what others held the processors for", () => {
  const held = trial("server-hung", { contendedMs: 150 });
  assertEquals(outcomeOf(held).verdictMs, 2050);
});

Deno.test("`outcomeOf()` finds what was used beyond the budget wrong", () => {
  const { wrong } = outcomeOf(trial("server-hung", { packets: 21 }));
  assertEquals(wrong, ["21 packets of 20"]);
});

Deno.test("`outcomeOf()` lets a look be spared by chance, and packets repeat", () => {
  const { wrong } = outcomeOf(trial(null, { lossy: true, packets: 21 }));
  assertEquals(wrong, []);
  assertEquals(outcomeOf(trial(null)).wrong, ["is server-hung"]);
});

Deno.test("`outcomeOf()` takes a busy machine's word on itself for true", () => {
  const busy = trial("observer-overloaded", { contendedMs: 400 });
  assertEquals(outcomeOf(busy).wrong, []);
  assertEquals(outcomeOf(trial("observer-overloaded")).wrong.length, 2);
});

Deno.test("`outcomeOf()` marks a trial in which others held the processors", () => {
  const { isStarved } = outcomeOf(trial("path-broken", { contendedMs: 1800 }));
  assertEquals(isStarved, true);
  assertEquals(outcomeOf(trial("path-broken")).isStarved, false);
});
