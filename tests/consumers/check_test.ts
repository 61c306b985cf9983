import { assertEquals } from "@std/assert/equals";
import { checkJunit } from "../../src/report/check_junit.ts";
import { checkPrometheus } from "../../src/report/check_prometheus.ts";
import { checkTap } from "../../src/report/check_tap.ts";
import { canRun } from "../faults/product.ts";
import { CHECKS, report } from "../report/check_samples.ts";
import { consume } from "./consume.ts";

const SCHEMAS = new URL("../report/schema/", import.meta.url).pathname;

/** Version 14 only says more of what version 13 let pass. */
const OLDER_TAP = ["TAP version 14", "TAP version 13"] as const;

/** Prints how many points, how many with YAML, and what is not understood. */
const READ_TAP = `
  use TAP::Parser;
  local $/;
  my $parser = TAP::Parser->new({ tap => <STDIN> });
  my ($points, $yaml, $strange) = (0, 0, 0);
  while (my $result = $parser->next) {
    $points++ if $result->is_test;
    $yaml++ if $result->is_yaml;
    $strange++ if $result->is_unknown;
  }
  print join(" ", $points, $yaml, $strange, $parser->parse_errors);
`;

Deno.test({
  name: "`xmllint` finds that `checkJunit()` keeps the schemas in use",
  ignore: !canRun("xmllint", ["--version"]),
  async fn() {
    for (const schema of ["junit_ant.xsd", "junit_jenkins.xsd"]) {
      const args = ["--nonet", "--noout", "--schema", SCHEMAS + schema, "-"];
      for (const check of Object.values(CHECKS)) {
        assertEquals(
          await consume("xmllint", args, checkJunit(check)),
          { code: 0, words: "- validates\n" },
        );
      }
      const bare = checkJunit(report([])).replace(' tests="0"', "");
      const { code } = await consume("xmllint", args, bare);
      assertEquals(code, 3, "it is looked at");
    }
  },
});

Deno.test({
  name: "`promtool` accepts what `checkPrometheus()` writes",
  ignore: !canRun("promtool", ["--version"]),
  async fn() {
    for (const report of Object.values(CHECKS)) {
      assertEquals(
        await consume(
          "promtool",
          ["check", "metrics"],
          checkPrometheus(report),
        ),
        { code: 0, words: "" },
      );
    }
  },
});

Deno.test({
  name: "`TAP::Parser` understands all that `checkTap()` writes",
  ignore: !canRun("perl", ["-MTAP::Parser", "-e", "1"]),
  async fn() {
    for (const report of Object.values(CHECKS)) {
      const { targets, interrupted } = report;
      const points = targets.length + (interrupted ? 1 : 0);
      const failed = targets.filter(({ passed }) => !passed).length;
      assertEquals(
        await consume(
          "perl",
          ["-e", READ_TAP],
          checkTap(report).replace(...OLDER_TAP),
        ),
        { code: 0, words: `${points} ${failed} 0` },
      );
    }
  },
});
