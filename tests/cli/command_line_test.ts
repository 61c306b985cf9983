import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { UsageError } from "../../src/cli/usage_error.ts";

Deno.test("`parseCommandLine()` takes options before, between and behind", () => {
  const line = parseCommandLine([
    "--quiet",
    "diagnose",
    "--timeout=3s",
    "10.0.0.1:80",
    "--proxy",
    "http://10.0.0.2:3128",
  ]);
  assertEquals(line.command, "diagnose");
  assertEquals(line.operands, ["10.0.0.1:80"]);
  assertEquals(line.has("quiet"), true);
  assertEquals(line.has("verbose"), false);
  assertEquals(line.text("timeout"), "3s");
  assertEquals(line.text("proxy"), "http://10.0.0.2:3128");
  assertEquals(line.text("format"), undefined);
});

Deno.test("`parseCommandLine()` gathers what may be repeated", () => {
  const line = parseCommandLine([
    "diagnose",
    "a:1",
    "--reference",
    "10.0.0.1",
    "--reference=10.0.0.2",
  ]);
  assertEquals(line.texts("reference"), ["10.0.0.1", "10.0.0.2"]);
  assertEquals(line.texts("name-server"), []);
});

Deno.test("`parseCommandLine()` takes words behind -- as they are", () => {
  const line = parseCommandLine(["diagnose", "--", "--quiet"]);
  assertEquals(line.operands, ["--quiet"]);
  assertEquals(line.has("quiet"), false);
});

Deno.test("`parseCommandLine()` keeps a program behind -- apart when one is run", () => {
  const line = parseCommandLine(
    ["wait", "a:1", "--any", "b:2", "--", "make", "--any", "--", "x"],
  );
  assertEquals(line.operands, ["a:1", "b:2"]);
  assertEquals(line.program, ["make", "--any", "--", "x"]);
  assertEquals(parseCommandLine(["wait", "a:1"]).program, []);
  assertEquals(parseCommandLine(["diagnose", "--", "a:1"]).program, []);
});

Deno.test("`parseCommandLine()` takes nothing as the value of a switch", () => {
  const line = parseCommandLine(["diagnose", "--quiet", "true:80"]);
  assertEquals(line.operands, ["true:80"]);
  assertEquals(line.has("quiet"), true);
  const no = parseCommandLine(["explain", "--no-color", "false"]);
  assertEquals(no.operands, ["false"]);
  assertEquals(no.has("no-color"), true);
});

Deno.test("`parseCommandLine()` takes numbers as words", () => {
  assertEquals(parseCommandLine(["diagnose", "0x10"]).operands, ["0x10"]);
  const line = parseCommandLine(["diagnose", "a:1", "--timeout", "007"]);
  assertEquals(line.text("timeout"), "007");
});

Deno.test("`parseCommandLine()` takes - as the value of an option", () => {
  const spaced = parseCommandLine(["diagnose", "a:1", "--output", "-"]);
  assertEquals(spaced.text("output"), "-");
  const joined = parseCommandLine(["diagnose", "a:1", "--output=-"]);
  assertEquals(joined.text("output"), "-");
});

Deno.test("`parseCommandLine()` needs no command or operand for help", () => {
  assertEquals(parseCommandLine(["--help"]).has("help"), true);
  assertEquals(parseCommandLine(["-h"]).has("help"), true);
  assertEquals(parseCommandLine(["--version"]).has("version"), true);
  assertEquals(parseCommandLine(["diagnose", "--help"]).command, "diagnose");
  assertEquals(parseCommandLine([]).command, undefined);
});

const ALL = Object.keys(COMMANDS).join(", ");

/** What is refused, and the message, whole. */
const REFUSED: readonly (readonly [args: string, message: string])[] = [
  ["diagnos a:1", 'Cannot find command "diagnos": did you mean diagnose?'],
  ["help diagnos", 'Cannot find command "diagnos": did you mean diagnose?'],
  ["hlep", 'Cannot find command "hlep": did you mean help?'],
  [
    "frobnicate",
    `Cannot find command "frobnicate": the commands are ${ALL}`,
  ],
  [
    "10.0.0.1:80",
    'Cannot find command "10.0.0.1:80": did you mean diagnose, and then the ' +
    "target?",
  ],
  ["toString", `Cannot find command "toString": the commands are ${ALL}`],
  ["diagnose", "Cannot run diagnose without TARGET"],
  ["diagnose --", "Cannot run diagnose without TARGET"],
  ["diagnose a:1 b:2", 'Cannot run diagnose with one more operand: "b:2"'],
  ["explain a b", 'Cannot run explain with one more operand: "b"'],
  ["demo x", 'Cannot run demo with one more operand: "x"'],
  [
    "diagnose a:1 --tmeout=1s",
    'Cannot find option "--tmeout": did you mean --timeout?',
  ],
  ["diagnose a:1 --frobnicate", 'Cannot find option "--frobnicate"'],
  ["diagnose a:1 -v", 'Cannot find option "-v"'],
  ["diagnose a:1 -hx", 'Cannot find option "-hx"'],
  [
    "diagnose a:1 ---quiet",
    'Cannot find option "---quiet": did you mean --quiet?',
  ],
  ["diagnose a:1 --=x", 'Cannot find option "--"'],
  ["diagnose a:1 --PROXY=x", 'Cannot find option "--PROXY"'],
  [
    "diagnose a:1 --proxy.x=1",
    'Cannot find option "--proxy.x": did you mean --proxy?',
  ],
  [
    "diagnose a:1 --no-timeout=3s",
    'Cannot find option "--no-timeout": did you mean --timeout?',
  ],
  [
    "diagnose a:1 --no-quiet",
    'Cannot find option "--no-quiet": did you mean --quiet?',
  ],
  [
    "diagnose a:1 --color",
    'Cannot find option "--color": did you mean --no-color?',
  ],
  ["diagnose a:1 --__proto__=x", 'Cannot find option "--__proto__"'],
  ["diagnose a:1 --constructor", 'Cannot find option "--constructor"'],
  ["diagnose a:1 --quiet=no", "Cannot use --quiet with a value"],
  ["diagnose a:1 --help=false", "Cannot use --help with a value"],
  ["diagnose a:1 --timeout", "Cannot use --timeout without DURATION"],
  ["diagnose a:1 --timeout=", "Cannot use --timeout without DURATION"],
  ["discover --for -1s", 'Cannot use --for below zero: current value is "-1s"'],
  [
    "watch a:1 --misses -2",
    'Cannot use --misses below zero: current value is "-2"',
  ],
  ["completions", "Cannot run completions without bash|zsh|fish"],
  ["agent x", 'Cannot run agent with one more operand: "x"'],
  ["diagnose a:1 --proxy --quiet", "Cannot use --proxy without URL"],
  [
    "diagnose a:1 --timeout 1s --timeout 2s",
    "Cannot use --timeout more than once: given 2 times",
  ],
  ["explain --proxy http://a:1", "Cannot use --proxy with explain"],
  ["--verbose", "Cannot use --verbose without a command"],
  [
    "diagnose a:1 --quiet --verbose",
    "Cannot use --quiet with --verbose: leave one out",
  ],
];

Deno.test("`parseCommandLine()` refuses what it does not understand", () => {
  for (const [args, message] of REFUSED) {
    const error = assertThrows(
      () => parseCommandLine(args.split(" ")),
      UsageError,
      undefined,
      args,
    );
    assertEquals(error.message, message);
  }
});

Deno.test("`parseCommandLine()` refuses a command that is empty", () => {
  for (const command of [[], [""], ["", "x"]]) {
    assertThrows(
      () => parseCommandLine(["wait", "a:1", "--", ...command]),
      UsageError,
      "Cannot run an empty command: ",
    );
  }
  assertEquals(parseCommandLine(["diagnose", "a:1", "--"]).operands, ["a:1"]);
  assertEquals(parseCommandLine(["wait", "--help", "--"]).has("help"), true);
});

Deno.test("`parseCommandLine()` takes help as a command", () => {
  const all = parseCommandLine(["help"]);
  assertEquals([all.command, all.has("help")], [undefined, true]);
  const one = parseCommandLine(["help", "watch"]);
  assertEquals([one.command, one.has("help")], ["watch", true]);
});

Deno.test("`parseCommandLine()` never shows the value of a wrong option", () => {
  const error = assertThrows(
    () => parseCommandLine(["diagnose", "a:1", "--prox=http://joe:pw@x:1"]),
    UsageError,
  );
  assertEquals(
    error.message,
    'Cannot find option "--prox": did you mean --proxy?',
  );
});

Deno.test("`parseCommandLine()` reads as many operands as a check may have", () => {
  const targets = Array.from(
    { length: 20_000 },
    (_, port) => `10.9.1.2:${port}`,
  );
  assertEquals(parseCommandLine(["check", ...targets]).operands, targets);
  const words = ["wait", "10.9.1.2:80", "--", "npx", ...targets];
  assertEquals(parseCommandLine(words).program, ["npx", ...targets]);
});

Deno.test("`parseCommandLine()` calls a missing value as the command does", () => {
  for (const [command, value] of [["serve", "WHO"], ["watch", "TEXT"]]) {
    assertThrows(
      () => parseCommandLine([`${command}`, "x", "--send"]),
      UsageError,
      `Cannot use --send without ${value}`,
    );
  }
});
