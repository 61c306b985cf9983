import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../src/model/failure_modes.ts";
import { explainAll, explainMode } from "../../src/report/explain.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { UNICODE } from "./samples.ts";

const MODES = Object.keys(FAILURE_MODES) as FailureMode[];
const ENDLESS = { ...UNICODE, width: Infinity };

Deno.test("`explainMode()` tells all of one mode", () => {
  assertEquals(
    explainMode("proxy-auth-required", UNICODE),
    `proxy-auth-required: The proxy demands credentials

  segment proxy, exit code 5

Signs before connecting
  The proxy answers 407, or refuses the SOCKS5 authentication.

Signs after connecting
  Reconnecting is answered by 407.

Likely causes
  - no credentials were given
  - the credentials are wrong

What to do
  Give credentials: --proxy http://user:password@host:port.
`,
  );
});

Deno.test("`explainMode()` of every mode holds its whole entry", () => {
  for (const mode of MODES) {
    const text = explainMode(mode, ENDLESS);
    const { title, before, after, causes, advice } = FAILURE_MODES[mode];
    for (const part of [mode, title, before, after, ...causes, advice]) {
      assertStringIncludes(text, part);
    }
    assertMatch(text, /, exit code (?:\d|by the segment that is found)\n/);
  }
});

Deno.test("`explainMode()` of every mode fits a terminal in ASCII", () => {
  for (const mode of MODES) {
    for (const line of explainMode(mode, PLAIN_STYLE).split("\n")) {
      assert(line.length <= 80 && /^[ -~]*$/.test(line), line);
    }
  }
});

Deno.test("`explainAll()` has one row for each mode", () => {
  const rows = explainAll(ENDLESS).split("\n");
  assertMatch(rows[0] ?? "", /^MODE +CASE +SEGMENT +EXIT +TITLE$/);
  assertEquals(
    rows.slice(1, 1 + MODES.length).map((row) => row.split(" ")[0]),
    MODES,
  );
  const proxy = rows.find((row) => row.startsWith("proxy-stopped "));
  assertMatch(proxy ?? "", /^proxy-stopped +3 +proxy +5 +The proxy is not run/);
});

Deno.test("`explainAll()` fits a terminal", () => {
  for (const line of explainAll(UNICODE).split("\n")) {
    assert(line.length <= 80, line);
  }
});

Deno.test("`explainAll()` paints its headings alone", () => {
  const [first, second] = explainAll({ ...UNICODE, colour: true }).split("\n");
  assert(first?.startsWith("\x1b[1mMODE "));
  assert(first?.endsWith("TITLE\x1b[0m"));
  assert(!(second ?? "").includes("\x1b"));
});
