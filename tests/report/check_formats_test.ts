import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
// @ts-types="@types/js-yaml"
import { load } from "js-yaml";
import { checkGithub } from "../../src/report/check_github.ts";
import { checkJunit } from "../../src/report/check_junit.ts";
import { printableNames } from "../../src/report/check_names.ts";
import { checkNagios, nagiosExitCode } from "../../src/report/check_nagios.ts";
import { checkPrometheus } from "../../src/report/check_prometheus.ts";
import { checkTap } from "../../src/report/check_tap.ts";
import { failureLines } from "../../src/report/check_words.ts";
import { githubSummary } from "../../src/report/github_summary.ts";
import {
  checked,
  CHECKS,
  EMPTY,
  finding,
  HOSTILE_CHECK,
  MANY,
  MIXED,
  ONE,
  report,
} from "./check_samples.ts";
import {
  BLIND,
  DEGRADED,
  PROXY_STOPPED,
  SERVER_SILENT,
  UNICODE,
} from "./samples.ts";

const OPTIONS = { style: UNICODE, detail: "normal" } as const;

Deno.test("`printableNames()` differ wherever the names do", () => {
  for (const check of Object.values(CHECKS)) {
    const shown = [...printableNames(check).values()];
    assertEquals(new Set(shown).size, check.targets.length);
  }
});

Deno.test("`checkJunit()` counts failures and errors apart", () => {
  assertStringIncludes(
    checkJunit(MIXED),
    'tests="7" failures="5" errors="1" skipped="0"',
  );
  assert(!checkJunit(HOSTILE_CHECK).includes("<script"));
});

Deno.test("`checkTap()` has as many test points as targets", () => {
  for (const check of Object.values(CHECKS)) {
    if (check.interrupted) continue;
    const points = checkTap(check).match(/^(?:not )?ok \d+ - /gm) ?? [];
    assertEquals(points.length, check.targets.length);
  }
});

Deno.test("`checkTap()` lets no name begin a directive", () => {
  assert(!/^not ok.*[^\\]#/m.test(checkTap(HOSTILE_CHECK)));
});

Deno.test("`checkGithub()` annotates causes, then what none explains", () => {
  const titles = checkGithub(MIXED).match(/^::\w+ title=[^:]*/gm);
  assertEquals(titles, [
    "::error title=The proxy is not running; its machine is alive " +
    "[proxy-stopped]",
    "::error title=Cannot tell which of 2 it is [path-broken%2C or " +
    "server-unreachable]",
    "::warning title=The path works%2C with loss or delay [degraded]",
    "::error title=A look that decides was not permitted [not-permitted]",
    "::error title=slow",
  ]);
});

Deno.test("`checkGithub()` gives the runner no command of somebody else", () => {
  const output = checkGithub(HOSTILE_CHECK);
  const commands = output.match(/^\s*::.*?::/gm)?.map((line) =>
    line.split(" ")[0]
  );
  assertEquals(commands, ["::error", "::group::", "::endgroup::"]);
  assert(!output.includes("##["));
});

Deno.test("`githubSummary()` is HTML that no Markdown can begin in", () => {
  for (const check of Object.values(CHECKS)) {
    const page = githubSummary(check);
    assertMatch(page, /^<h3>/);
    assert(!/\n\s*\n/.test(page) && !page.includes("<script"));
    // GitHub takes no more of one step.
    assert(page.length < 1_048_576);
  }
  const ports = Array.from({ length: 4000 }, (_, port) => `10.9.2.1:${port}`);
  const many = report(
    ports.map((name) => checked(name, SERVER_SILENT)),
    ports.map((name) => finding(SERVER_SILENT, name, [name])),
  );
  assert(githubSummary(many).length < 1_048_576);
  assertStringIncludes(githubSummary(many), "<p>and 3900 more causes</p>");
  assertStringIncludes(githubSummary(MIXED), "<code>shop, mail</code>");
});

Deno.test("`checkNagios()` is one line that its network protocol carries", () => {
  const wide = Array.from(
    { length: 24 },
    (_, index) => "中".repeat(90) + index,
  );
  const chinese = report(wide.map((name) => checked(name, PROXY_STOPPED)));
  for (const check of [...Object.values(CHECKS), chinese]) {
    const output = checkNagios(check, OPTIONS);
    assertStringIncludes(output, ` | targets=${check.targets.length};`);
    assert(!output.includes("\ufffd"), output);
    assertMatch(output, /^FAULTLINE [A-Z]+ - [^|\n]* \| [^|\n]*\n$/);
    assert(new TextEncoder().encode(output).length <= 4096);
  }
  assertStringIncludes(
    checkNagios(MIXED, OPTIONS),
    "failed=6;;0;0;7 time=1.234500s;;;0 'web'=0.001000s;;;0 'shop'=U;;;0 ",
  );
  assertStringIncludes(
    checkNagios(MIXED, OPTIONS),
    " 'slow'=0.001000s;;0.01;0 ",
  );
});

Deno.test("`nagiosExitCode()` is 0 to 3 by the worst result", () => {
  const codes = [
    EMPTY,
    ONE,
    report([checked("a", DEGRADED)]),
    report([checked("a", BLIND)]),
    report([checked("a", BLIND), checked("b", DEGRADED)]),
    report([checked("a", BLIND), checked("b", PROXY_STOPPED)]),
    // It is as it was expected to be.
    report([checked("a", PROXY_STOPPED, { passed: true, reason: null })]),
  ].map(nagiosExitCode);
  assertEquals(codes, [0, 0, 1, 3, 1, 2, 0]);
});

Deno.test("`checkPrometheus()` writes samples that the grammar knows", () => {
  const label = /[a-z_]\w*="(?:[^"\\\n]|\\[\\"n])*"/i.source;
  const sample = new RegExp(
    `^faultline_\\w+(?:\\{${label}(?:,${label})*\\})? [\\d.e+-]+$`,
  );
  for (const check of Object.values(CHECKS)) {
    const lines = checkPrometheus(check).trimEnd().split("\n");
    for (const line of lines.filter((text) => !text.startsWith("# "))) {
      assertMatch(line, sample);
    }
    assertEquals(new Set(lines).size, lines.length, "no sample comes twice");
  }
});

Deno.test("`checkPrometheus()` writes times without the noise of a division", () => {
  const text = checkPrometheus({ ...MANY, elapsedMs: 48.545000000000005 });
  assertStringIncludes(text, "_check_duration_seconds 0.048545\n");
});

Deno.test("`checkPrometheus()` tells what is broken, and whom it breaks", () => {
  const text = checkPrometheus(MANY);
  assertStringIncludes(
    text,
    'faultline_finding_victims{finding="1",mode="proxy-stopped",' +
      'segment="proxy",subject="10.9.1.5:3128"} 500\n',
  );
  assertStringIncludes(
    text,
    'faultline_target_failure{name="target-1",mode="proxy-stopped",' +
      'segment="proxy",certain="true"} 1\n',
  );
  assertStringIncludes(
    checkPrometheus(MIXED),
    'proxy="",label_env="prod",label_a_b="1",label_a_b_2="2"} 1\n',
  );
});

Deno.test("`checkTap()` writes its diagnostics as YAML", () => {
  for (const check of Object.values(CHECKS)) {
    const blocks = [
      ...checkTap(check).matchAll(/^ {2}---\n(.*?)^ {2}\.\.\.$/gms),
    ]
      .map(([, block = ""]) => load(block) as Readonly<Record<string, string>>);
    const failed = check.targets.filter(({ passed }) => !passed);
    assertEquals(blocks.length, failed.length);
    for (const [index, target] of failed.entries()) {
      const { message, details = "", found } = blocks[index] ?? {};
      const lines = failureLines(target).map((line) => line.trim());
      assertEquals(
        [message ?? "", ...details.split("\n").slice(0, -1)].map((line) =>
          line.trim()
        ),
        lines,
      );
      assertEquals(found, target.diagnosis.verdict?.mode ?? "healthy");
    }
  }
});
