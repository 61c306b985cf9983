import { assertEquals } from "@std/assert/equals";
import { checkJson } from "../../src/report/check_json.ts";
import {
  CHECK_SUMMARY_SCHEMA,
  CHECKED_TARGET_SCHEMA,
  checkNdjson,
} from "../../src/report/check_ndjson.ts";
import { CHECKS, EMPTY, MIXED } from "./check_samples.ts";

Deno.test("`checkJson()` reads back as the same check", () => {
  for (const report of Object.values(CHECKS)) {
    assertEquals(JSON.parse(checkJson(report)), report);
  }
});

Deno.test("`checkNdjson()` is one line a target and one for all", () => {
  for (const report of Object.values(CHECKS)) {
    const lines = checkNdjson(report).trimEnd().split("\n");
    const [last, ...targets] = lines.map((line) => JSON.parse(line)).reverse();
    assertEquals(
      targets.reverse(),
      report.targets.map((target) => ({
        schema: CHECKED_TARGET_SCHEMA,
        ...target,
      })),
    );
    assertEquals(last.findings, report.findings);
  }
});

Deno.test("`checkNdjson()` sums up how many failed", () => {
  const last = checkNdjson(MIXED).trimEnd().split("\n").at(-1) ?? "";
  const { schema, passed, targets, failed } = JSON.parse(last);
  assertEquals([schema, passed, targets, failed], [
    CHECK_SUMMARY_SCHEMA,
    false,
    7,
    6,
  ]);
  assertEquals(JSON.parse(checkNdjson(EMPTY)).passed, true);
});
