import { assertEquals } from "@std/assert/equals";
import { checkReport } from "../../src/app/check_report.ts";
import { checkExitCode } from "../../src/cli/check_exit_code.ts";
import type { CheckedTarget } from "../../src/model/check_report.ts";
import {
  AT,
  checked,
  diagnosed,
  healthy,
  proxyStopped,
  stopped,
} from "../core/check/diagnoses.ts";

const GOOD = checked("good", healthy("10.9.2.1:1"));
const STOPPED = checked("stopped", stopped("10.9.2.1:2"));
const PROXY = checked(
  "proxy",
  proxyStopped("10.9.2.1:3", "http://10.9.1.5:3128"),
);
const OPEN = checked("open", diagnosed("10.9.2.1:4", []));

function codeOf(...targets: CheckedTarget[]): number {
  return checkExitCode(checkReport(targets, { startedAt: AT, elapsedMs: 1 }));
}

Deno.test("`checkExitCode()` lets the nearest break win", () => {
  assertEquals(codeOf(), 0);
  assertEquals(codeOf(GOOD), 0);
  assertEquals(codeOf(GOOD, STOPPED), 6);
  assertEquals(codeOf(STOPPED, PROXY, OPEN), 5);
  assertEquals(codeOf(OPEN, GOOD), 9);
});

Deno.test("`checkExitCode()` has a code for what is late, and for what should be broken", () => {
  const late = checked("late", healthy("10.9.2.1:1"), "healthy", 1);
  assertEquals(codeOf(late), 6);
  const up = checked("up", healthy("10.9.2.1:1"), "proxy-stopped");
  assertEquals(codeOf(up), 5);
  const any = checked("any", healthy("10.9.2.1:1"), "family-broken");
  assertEquals(codeOf(any), 6);
  const expected = checked("down", stopped("10.9.2.1:1"), "server-stopped");
  assertEquals(codeOf(expected), 0);
});
