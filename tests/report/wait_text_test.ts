import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { WAIT_SCHEMA, type WaitResult } from "../../src/model/wait_result.ts";
import type { ReportOptions } from "../../src/report/reporter.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { waitJson } from "../../src/report/wait_json.ts";
import {
  waitEndWords,
  waitLine,
  waitSummary,
  waitText,
} from "../../src/report/wait_text.ts";
import { diagnosis, seen, UNICODE, verdict } from "./samples.ts";
import { waitedTarget } from "./wait_samples.ts";

const REFUSED = waitedTarget({
  diagnosis: diagnosis({
    observations: [seen("server", "10.9.2.10:7000", "refused", {
      address: "10.9.2.10",
    })],
    verdict: verdict({
      mode: "server-stopped",
      segment: "server",
      evidence: [0],
    }),
  }),
});
const READY = waitedTarget({
  target: "tcp://10.9.2.11:7000",
  ready: true,
  streak: 1,
  sinceMs: 50,
  diagnosis: diagnosis({ verdict: null }),
});
const QUIET: ReportOptions = { style: PLAIN_STYLE, detail: "quiet" };

function resultOf(about: Partial<WaitResult>): WaitResult {
  return {
    schema: WAIT_SCHEMA,
    ready: false,
    ended: "timeout",
    targets: [READY, REFUSED],
    startedAt: "2026-11-20T19:00:00.000Z",
    elapsedMs: 60_000,
    ...about,
  };
}

Deno.test("`waitLine()` says when, which and what for", () => {
  assertEquals(
    waitLine(REFUSED, UNICODE),
    " 1.23s ? tcp://10.9.2.10:7000: port refused on 10.9.2.10\n",
  );
  assertEquals(
    waitLine(READY, PLAIN_STYLE),
    "  50ms ok tcp://10.9.2.11:7000: healthy\n",
  );
});

Deno.test("`waitSummary()` shows what is still waited for", () => {
  assertEquals(
    waitSummary({ targets: [READY, REFUSED], count: 3, sinceMs: 2500 }),
    "2.5s 1 of 3 healthy; tcp://10.9.2.10:7000: port refused on 10.9.2.10",
  );
  assertEquals(
    waitSummary({ targets: [REFUSED], count: 1, sinceMs: 2500 }),
    "2.5s tcp://10.9.2.10:7000: port refused on 10.9.2.10",
  );
});

Deno.test("`waitText()` gives the verdict of those that are not healthy", () => {
  const text = waitText(resultOf({}), QUIET);
  assertEquals(
    text,
    "X The title [server-stopped] tcp://10.9.2.10:7000 (12ms)\n",
  );
  const whole = waitText(resultOf({}), { ...QUIET, detail: "normal" });
  assertStringIncludes(whole, "Evidence:");
  assertEquals(waitText(resultOf({ ready: true, ended: "ready" }), QUIET), "");
});

Deno.test("`waitText()` gives that alone which was not to be waited for", () => {
  const failed = { ...REFUSED, target: "tcp://a:1", failed: true };
  const targets = [{ ...READY, ready: false, streak: 0 }, failed, REFUSED];
  const text = waitText(resultOf({ ended: "failed", targets }), QUIET);
  assertEquals(text.split("\n").length, 2);
});

Deno.test("`waitText()` says what worked, and not often enough", () => {
  const targets = [{ ...READY, ready: false, stable: 3 }, waitedTarget()];
  assertEquals(
    waitText(resultOf({ targets }), QUIET),
    "? tcp://10.9.2.11:7000: healthy 1 of 3 times in a row\n" +
      "? tcp://10.9.2.10:7000: no answer yet\n",
  );
});

Deno.test("`waitEndWords()` says why it ended", () => {
  assertEquals(
    waitEndWords(resultOf({})),
    "gave up after 1m, with 1 of 2 healthy",
  );
  assertEquals(
    waitEndWords(resultOf({ ended: "failed", elapsedMs: 40 })),
    "ended after 40ms, by what is not to be waited for",
  );
});

Deno.test("`waitJson()` gives the result as it is, in ASCII", () => {
  const targets = [{ ...REFUSED, target: "tcp://ü:1" }];
  const json = waitJson(resultOf({ targets }));
  assertEquals(/^[\n -~]*$/.test(json), true);
  assertEquals(JSON.parse(json), resultOf({ targets }));
});
