import { assertEquals } from "@std/assert/equals";
import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { wrongNames } from "../../../tools/lab/judgement.ts";

function said(mode: FailureMode | null, ...more: readonly FailureMode[]) {
  const candidates = mode === null ? [] : [mode, ...more];
  return { mode, certain: more.length === 0, candidates };
}

Deno.test("wrongNames() finds nothing wrong with the right name", () => {
  assertEquals(wrongNames("path-broken", [], said("path-broken")), []);
  assertEquals(wrongNames(null, [], said(null)), []);
});

Deno.test("wrongNames() lets those stand beside it that look the same", () => {
  const word = said("path-broken", "server-unreachable");
  assertEquals(wrongNames("path-broken", ["server-unreachable"], word), []);
  assertEquals(
    wrongNames("path-broken", [], word),
    ["is not server-unreachable"],
  );
});

Deno.test("wrongNames() finds a name that is not among the candidates", () => {
  assertEquals(
    wrongNames("server-hung", ["path-broken"], said("path-broken")),
    ["is server-hung"],
  );
});

Deno.test("wrongNames() finds health told of a fault, and a fault of health", () => {
  assertEquals(wrongNames("server-hung", [], said(null)), ["is server-hung"]);
  assertEquals(wrongNames(null, [], said("server-hung")), ["is healthy"]);
});

Deno.test("wrongNames() takes the name of a set for no name of its own", () => {
  const word = {
    mode: "proxy-unreachable",
    certain: false,
    candidates: ["proxy-network-down", "proxy-cable-unplugged"],
  } as const;
  const or = ["proxy-cable-unplugged"] as const;
  assertEquals(wrongNames("proxy-network-down", or, word), []);
});
