import { assertEquals } from "@std/assert/equals";
import { assert } from "@std/assert/assert";
import { assertMatch } from "@std/assert/match";
import { reportJson } from "../../src/report/json.ts";
import {
  BLIND,
  HEALTHY,
  HOSTILE_DIAGNOSIS,
  PROXY_SILENT,
  PROXY_STOPPED,
} from "./samples.ts";

Deno.test("`reportJson()` reads back as the same diagnosis", () => {
  const all = [HEALTHY, PROXY_STOPPED, PROXY_SILENT, BLIND, HOSTILE_DIAGNOSIS];
  for (const diagnosis of all) {
    assertEquals(JSON.parse(reportJson(diagnosis)), diagnosis);
  }
});

Deno.test("`reportJson()` ends in one line break", () => {
  assertMatch(reportJson(HEALTHY), /[^\n]\n$/);
});

Deno.test("`reportJson()` has the fields of the contract in its order", () => {
  assertEquals(Object.keys(JSON.parse(reportJson(PROXY_STOPPED))), [
    "schema",
    "target",
    "proxy",
    "phase",
    "healthy",
    "state",
    "transitions",
    "verdict",
    "path",
    "observations",
    "startedAt",
    "elapsedMs",
  ]);
  assertEquals(JSON.parse(reportJson(HEALTHY)).verdict, null);
});

Deno.test("`reportJson()` writes nothing that a terminal acts upon", () => {
  assert(/^[\n -~]*$/.test(reportJson(HOSTILE_DIAGNOSIS)));
});
