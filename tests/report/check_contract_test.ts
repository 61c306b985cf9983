import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import type { CheckReport } from "../../src/model/check_report.ts";
import { nagiosExitCode } from "../../src/report/check_nagios.ts";
import { printableNames } from "../../src/report/check_names.ts";
import {
  CHECK_REPORTERS,
  type CheckFormat,
} from "../../src/report/check_reporters.ts";
import { findingTitle } from "../../src/report/check_words.ts";
import { githubSummary } from "../../src/report/github_summary.ts";
import {
  CHECKS,
  HOSTILE_CHECK,
  INTERRUPTED,
  MANY,
  MIXED,
} from "./check_samples.ts";
import { fromMarkup } from "./from_markup.ts";
import { UNICODE } from "./samples.ts";

const FORMATS = Object.keys(CHECK_REPORTERS) as CheckFormat[];

/** What puts the words of a format back as they were. */
const UNESCAPED: Readonly<
  Partial<Record<CheckFormat, (text: string) => string>>
> = {
  junit: fromMarkup,
  html: fromMarkup,
  github: (text) =>
    text.replaceAll("%3A", ":").replaceAll("%2C", ",")
      .replaceAll("%0A", "\n").replaceAll("%25", "%")
      .replaceAll("# #[", "##["),
  tap: (text) => text.replace(/\\([\\#])/g, "$1").replaceAll("''", "'"),
  prometheus: (text) => text.replace(/\\([\\"])/g, "$1"),
};

async function render(
  format: CheckFormat,
  report: CheckReport,
): Promise<string> {
  const reporter = await CHECK_REPORTERS[format]();
  const style = { ...UNICODE, width: Infinity };
  return reporter(report, { style, detail: "normal" });
}

/** Goes through all checks in all formats. */
async function eachOutput(
  look: (output: string, format: CheckFormat, check: string) => void,
): Promise<void> {
  for (const format of FORMATS) {
    for (const [name, report] of Object.entries(CHECKS)) {
      look(await render(format, report), format, name);
    }
  }
}

Deno.test("`CHECK_REPORTERS` end every check in one line break", async () => {
  await eachOutput((output, format, check) =>
    assertMatch(output, /[^\n]\n$/, `${check} as ${format}`)
  );
});

Deno.test("`CHECK_REPORTERS` write nothing that a terminal acts upon", async () => {
  await eachOutput((output, format, check) =>
    assert(/^(?:\n|\P{C})*$/u.test(output), `${check} as ${format}`)
  );
});

Deno.test("`CHECK_REPORTERS` say the same of the same check", async () => {
  for (const format of FORMATS) {
    const again = structuredClone(MIXED);
    assertEquals(await render(format, MIXED), await render(format, again));
  }
});

Deno.test("`CHECK_REPORTERS` name each failed target and each cause", async () => {
  for (const format of FORMATS) {
    if (format === "json" || format === "ndjson") continue;
    for (const report of [MIXED, HOSTILE_CHECK, MANY]) {
      // One line of a monitor cannot hold a thousand names, nor novels.
      if (format === "nagios" && report !== MIXED) continue;
      // A person reads the first ones; the others are counted.
      if (format === "text" && report === MANY) continue;
      const output = await render(format, report);
      const words = UNESCAPED[format]?.(output) ?? output;
      const names = printableNames(report);
      for (const { name, passed } of report.targets) {
        const shown = names.get(name) ?? "";
        assert(passed || words.includes(shown), `${shown} as ${format}`);
      }
      for (const finding of report.findings) {
        const said = format === "prometheus"
          ? `mode="${finding.verdict.mode}"`
          : findingTitle(finding);
        assert(words.includes(said), `${said} as ${format}`);
      }
    }
  }
});

Deno.test("`CHECK_REPORTERS` pass a check that has no target", async () => {
  const said: Partial<Record<CheckFormat, string>> = {
    text: "✓ 0 targets are as expected (1.23s)\n",
    tap: "TAP version 14\n1..0 # SKIP no targets\n" +
      "# 0 targets are as expected (1.23s)\n",
    github: "0 targets are as expected (1.23s)\n",
    nagios: "FAULTLINE OK - 0 targets are as expected (1.23s) | " +
      "targets=0;;;0 failed=0;;0;0;0 time=1.234500s;;;0\n",
  };
  for (const [format, expected] of Object.entries(said)) {
    assertEquals(
      await render(format as CheckFormat, CHECKS.EMPTY as CheckReport),
      expected,
    );
  }
});

Deno.test("`CHECK_REPORTERS` never pass a check that was interrupted", async () => {
  const words = "interrupted after 1 target, of which 0 failed (1.23s)";
  const said: Readonly<Record<CheckFormat, string>> = {
    text: `✗ ${words}`,
    json: '"interrupted": true',
    ndjson: '"passed":false,"interrupted":true',
    junit: `<error type="interrupted" message="${words}"/>`,
    tap: "1..2\nok 1 - web\nnot ok 2 - (interrupted)\n" + `Bail out! ${words}`,
    github: `::error title=Interrupted::${words}`,
    nagios: `FAULTLINE UNKNOWN - ${words}`,
    prometheus: "faultline_check_interrupted 1\n",
    html: `✗ ${words}`,
  };
  for (const format of FORMATS) {
    assertStringIncludes(await render(format, INTERRUPTED), said[format]);
  }
  assertEquals(nagiosExitCode(INTERRUPTED), 3);
  assertStringIncludes(githubSummary(INTERRUPTED), `❌ Faultline: ${words}`);
});
