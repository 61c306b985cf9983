import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import * as fc from "fast-check";
// @ts-types="@types/js-yaml"
import { load } from "js-yaml";
import type { CheckReport } from "../../src/model/check_report.ts";
import { checkGithub } from "../../src/report/check_github.ts";
import { checkJunit } from "../../src/report/check_junit.ts";
import { printableNames } from "../../src/report/check_names.ts";
import { checkNagios } from "../../src/report/check_nagios.ts";
import { checkPrometheus } from "../../src/report/check_prometheus.ts";
import { checkTap } from "../../src/report/check_tap.ts";
import { checked, finding, report } from "./check_samples.ts";
import { fromMarkup } from "./from_markup.ts";
import { diagnosis, seen, UNICODE, verdict } from "./samples.ts";

/** Any text, often with what means something to one format or another. */
const TEXT = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(
    fc.constantFrom(
      ...["\n", "\r", "'", '"', "\\", "#", ":", "::", "##[", "%", "|", "="],
      ...["]]>", "<", "&", " ", "---", "...", "ok 1", "a", "é", "🔥"],
    ),
  ).map((parts) => parts.join("")),
);

/** A check in which every text is somebody else's. */
const CHECK = fc.uniqueArray(fc.record({ name: TEXT, text: TEXT }), {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 5,
}).map((targets) => {
  const broken = targets.map(({ text }) =>
    diagnosis({
      target: text,
      verdict: verdict({
        mode: "protocol-mismatch",
        segment: "session",
        title: text,
        detail: text,
        advice: text,
        evidence: [0],
      }),
      path: [{ segment: "server", subject: text, status: "broken" }],
      observations: [seen("session", text, "mismatch", { firstBytes: text })],
    })
  );
  return report(
    targets.map(({ name, text }, index) =>
      checked(name, broken[index] ?? diagnosis({}), {
        reason: text,
        labels: { [text]: name },
      })
    ),
    broken.slice(0, 1).map((first) =>
      finding(first, targets[0]?.text ?? "", targets.map(({ name }) => name))
    ),
  );
});

function always(holds: (check: CheckReport) => void): void {
  fc.assert(fc.property(CHECK, holds));
}

Deno.test("`checkTap()` keeps its structure, whatever is in it", () =>
  always((check) => {
    const lines = checkTap(check).split("\n");
    const points = lines.filter((line) => /^(?:not )?ok /.test(line));
    assertEquals(points.length, check.targets.length);
    for (const line of lines) {
      assert(/^(?:TAP version 14|#.*|1\.\.\d+|not ok .*| {2,}.*|)$/.test(line));
    }
    for (const [, block = ""] of lines.join("\n").matchAll(YAML_BLOCK)) {
      assert(typeof load(block) === "object");
    }
  }));

const YAML_BLOCK = /^ {2}---\n(.*?)^ {2}\.\.\.$/gms;

Deno.test("`checkGithub()` gives its own commands alone, whatever is in it", () =>
  always((check) => {
    const output = checkGithub(check);
    const commands = output.split("\n").filter((line) => /^\s*::/.test(line));
    assertEquals(commands.map((line) => line.split(/ |::/, 2)[1]), [
      "error",
      "group",
      "endgroup",
    ]);
    assert(!output.includes("##["));
  }));

Deno.test("`checkNagios()` is one line with one bar, whatever is in it", () =>
  always((check) => {
    const output = checkNagios(check, { style: UNICODE, detail: "normal" });
    assert(/^[^|\n]* \| [^|\n]*\n$/.test(output));
    const [, data = ""] = output.split(" | ");
    assert(
      /^(?:(?:\w+|'[^'=]*')=(?:U|[\d.]+s?)(?:;[\d.]*)*(?: |\n))+$/.test(data),
    );
  }));

Deno.test("`checkPrometheus()` names each target once, whatever is in it", () =>
  always((check) => {
    const values = [
      ...checkPrometheus(check).matchAll(
        /^faultline_target_up\{name="((?:[^"\\\n]|\\[\\"])*)"\} [01]$/gm,
      ),
    ].map(([, value = ""]) => value.replace(/\\([\\"])/g, "$1"));
    assertEquals(values, [...printableNames(check).values()]);
  }));

Deno.test("`checkJunit()` names each target once, whatever is in it", () =>
  always((check) => {
    const names = [
      ...checkJunit(check).matchAll(/<testcase name="([^"<>]*)" classname/g),
    ].map(([, name = ""]) => fromMarkup(name));
    assertEquals(names, [...printableNames(check).values()]);
  }));
