import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertStringIncludes } from "@std/assert/string-includes";
import { checkReport } from "../../src/app/check_report.ts";
import { type MakeCheck, runCheck } from "../../src/cli/check.ts";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { UsageError } from "../../src/cli/usage_error.ts";
import { AT, checked, healthy, stopped } from "../core/check/diagnoses.ts";
import { ioError } from "../io/fake_io.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

const UP = checked("10.9.2.1:1", healthy("10.9.2.1:1"));
const DOWN = checked("10.9.2.1:2", stopped("10.9.2.1:2"));

/** Finds the first target healthy and the second stopped. */
const make: MakeCheck = (items, { onFound, onChecked }) => {
  const targets = [UP, DOWN].slice(0, items.length);
  for (const target of targets) onFound?.(target);
  for (const target of targets) onChecked?.(target);
  const report = checkReport(targets, { startedAt: AT, elapsedMs: 12 });
  return Promise.resolve(report);
};

async function run(args: readonly string[], options: FakeTerminalOptions = {}) {
  const terminal = new FakeTerminal(["check", ...args], options);
  const line = parseCommandLine(terminal.args);
  const code = await runCheck(line, terminal, make);
  return { code, terminal };
}

const BOTH = ["10.9.2.1:1", "10.9.2.1:2"];

Deno.test("`runCheck()` prints causes and failures, and exits by the nearest", async () => {
  const { code, terminal } = await run(BOTH);
  assertEquals(code, 6);
  assertStringIncludes(terminal.output, "server 10.9.2.1:2 breaks 1 target");
  assertStringIncludes(
    terminal.output,
    "1 of 2 targets failed, 1 cause (12ms)",
  );
  assertEquals((await run(BOTH.slice(0, 1))).code, 0);
});

Deno.test("`runCheck()` prints each target as it comes, then the sum, as NDJSON", async () => {
  const { terminal } = await run([...BOTH, "--format", "ndjson"]);
  const lines = terminal.output.trimEnd().split("\n").map((line) =>
    JSON.parse(line)
  );
  assertEquals(lines.map(({ schema }) => schema), [
    "faultline/checked-target@1",
    "faultline/checked-target@1",
    "faultline/check-summary@1",
  ]);
  assertEquals(lines[2].failed, 1);
});

Deno.test("`runCheck()` exits with what monitors demand for nagios", async () => {
  assertEquals((await run([...BOTH, "--format", "nagios"])).code, 2);
});

Deno.test("`runCheck()` writes a file at once, and says before that it cannot", async () => {
  const args = [...BOTH, "--format", "json", "--output", "out.json"];
  const { terminal } = await run(args);
  assertEquals(terminal.output, "");
  const written = JSON.parse(terminal.files.get("out.json") ?? "");
  assertEquals(written.schema, "faultline/check@1");
  const unwritable = ioError("failed", { message: "Read-only file system" });
  let asked = false;
  const stubborn = new FakeTerminal(["check", ...args], { unwritable });
  const line = parseCommandLine(stubborn.args);
  await assertRejects(
    () =>
      runCheck(line, stubborn, (...all) => {
        asked = true;
        return make(...all);
      }),
    UsageError,
    'Cannot write "out.json": Read-only file system',
  );
  assertEquals(asked, false);
});

Deno.test("`runCheck()` prints what is done when it is interrupted, and exits 130", async () => {
  const [first, second] = BOTH.map((target) => `tcp://${target}`);
  for (const format of ["json", "ndjson"]) {
    const terminal = new FakeTerminal(["check", ...BOTH, "--format", format]);
    const line = parseCommandLine(terminal.args);
    const code = await runCheck(line, terminal, (_, options) => {
      const found = { ...DOWN, name: second ?? "" };
      options.onFound?.(found);
      options.onFound?.(found);
      terminal.interrupt();
      return Promise.reject(options.signal?.reason);
    });
    assertEquals(code, 130);
    assertEquals(
      terminal.error,
      "faultline: interrupted after 1 of 2 targets\n",
    );
    assert(!terminal.output.includes(`"name":"${first}"`));
    const lines = terminal.output.trimEnd().split("\n");
    assertEquals(lines.length, format === "json" ? lines.length : 2);
    const { findings, passed, interrupted } = JSON.parse(
      format === "json" ? terminal.output : lines[1] ?? "",
    );
    assertEquals([passed, interrupted], [false, true]);
    assertEquals(findings[0].victims, [second]);
  }
});

Deno.test("`runCheck()` exits as Nagios demands when it is interrupted", async () => {
  const terminal = new FakeTerminal(["check", ...BOTH, "--format", "nagios"]);
  const line = parseCommandLine(terminal.args);
  const code = await runCheck(line, terminal, (_, options) => {
    terminal.interrupt();
    return Promise.reject(options.signal?.reason);
  });
  assertEquals(code, 3);
});

Deno.test("`runCheck()` prints the schema of its file alone", async () => {
  const { code, terminal } = await run(["--schema"]);
  assertEquals(code, 0);
  assertEquals(JSON.parse(terminal.output).required, ["targets"]);
  await assertRejects(
    () => run(["--schema", "a:1"]),
    UsageError,
    "Cannot use --schema with a FILE or a TARGET",
  );
});

Deno.test("`runCheck()` refuses what it cannot use before anything is asked", async () => {
  const bad: readonly (readonly [readonly string[], string])[] = [
    [[], "Cannot check without a FILE or a TARGET"],
    [["a:0"], "port outside 1 to 65535"],
    [["a:1", "b"], "without a port"],
    [["a:1", "--format", "xml"], "--format as one of text, json"],
    [["a:1", "--proxy", "x"], "Cannot read proxy"],
    [["/no/such.yaml"], 'Cannot read "/no/such.yaml": No such file'],
    [["/"], 'Cannot read "/": Is a directory'],
    [["127.0.0.1"], "; a target needs a port, as 127.0.0.1:443"],
    [["a:1", "b.yaml"], 'and one FILE only: current value is "b.yaml"'],
    [["a:1", "-"], 'and one FILE only: current value is "-"'],
    [["http://u:se/cret@h:1"], "write them as %2F"],
  ];
  for (const [args, said] of bad) {
    const { message } = await assertRejects(() => run(args), UsageError);
    assertStringIncludes(message, said);
    assert(!message.includes("cret@"), message);
  }
});
