import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { main } from "../../src/cli/program.ts";
import { HOSTILE } from "../report/samples.ts";
import {
  FakeTerminal,
  type FakeTerminalOptions,
  fileError,
} from "./fake_terminal.ts";

async function run(
  args: readonly string[],
  options: FakeTerminalOptions = {},
) {
  const terminal = new FakeTerminal(args, options);
  const code = await main(terminal);
  return { code, terminal, output: terminal.output, error: terminal.error };
}

/** A port of this machine that nobody serves. */
function closedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

Deno.test("`main()` prints help and version", async () => {
  const help = await run(["--help"]);
  assertEquals([help.code, help.error], [0, ""]);
  assertStringIncludes(help.output, "Usage: faultline COMMAND");
  const version = await run(["--version"]);
  assertEquals([version.code, version.error], [0, ""]);
  assertMatch(version.output, /^faultline \d+\.\d+\.\d+\n$/);
  const command = await run(["diagnose", "--help"]);
  assertStringIncludes(command.output, "Usage: faultline diagnose");
});

Deno.test("`main()` shows the help to who gives no command", async () => {
  const { code, output, error } = await run([]);
  assertEquals([code, output], [2, ""]);
  assertStringIncludes(error, "Usage: faultline COMMAND");
});

Deno.test("`main()` explains the catalogue", async () => {
  const all = await run(["explain"]);
  assertEquals([all.code, all.error], [0, ""]);
  assertMatch(all.output, /^MODE +CASE/);
  const one = await run(["explain", "proxy-stopped"]);
  assertEquals(one.code, 0);
  assertStringIncludes(one.output, "proxy-stopped: The proxy is not running");
  const wrong = await run(["explain", "proxy-stoped"]);
  assertEquals([wrong.code, wrong.output], [2, ""]);
  assertEquals(
    wrong.error,
    'faultline: Cannot find failure mode "proxy-stoped": did you mean ' +
      "proxy-stopped? (see faultline explain --help)\n",
  );
});

Deno.test("`main()` says bad input on one line that no terminal acts upon", async () => {
  const { code, output, error } = await run(["diagnose", HOSTILE]);
  assertEquals([code, output], [2, ""]);
  assertMatch(error, /^faultline: Cannot read target as .*\n$/);
  assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(error.slice(0, -1)), error);
});

Deno.test("`main()` is UNKNOWN to a monitor when it cannot check", async () => {
  for (const format of [["--format=nagios"], ["--format", "nagios"]]) {
    const { code, output, error } = await run(["check", ...format, "a:1|x"]);
    assertEquals(code, 3);
    assertMatch(output, /^FAULTLINE UNKNOWN - Cannot [^|\n]*\n$/);
    assertMatch(error, /^faultline: Cannot [^\n]*\n$/);
  }
});

Deno.test("`main()` shows no password that was written in the wrong place", async () => {
  const lines = [
    ["http://joe:s3cret@127.0.0.1:9"],
    ["diagnose", "a:1", "http://joe:s3cret@127.0.0.1:9"],
    ["diagnose", "http://joe:s3cret@127.0.0.1:0"],
    ["diagnose", "http://joe:s3cret@bad host:9"],
    ["diagnose", "ftp://joe:s3cret@127.0.0.1:9"],
    ["diagnose", "joe:12/s3cret@127.0.0.1:9"],
    ["diagnose", "joe:s3cret/12@127.0.0.1:9"],
    ["diagnose", "a:1", "--proxy", "http://joe:s3cret@127.0.0.1"],
    ["diagnose", "a:1", "--proxy", "http://joe:12/s3cret@127.0.0.1:9"],
    ["diagnose", "a:1", "--proxy", "http://joe:s3cret#x@127.0.0.1:9"],
    ["diagnose", "a:1", "--proxy", "http://joe:s3cret%01@127.0.0.1:9"],
    ["diagnose", "a:1", "--proxy", "http://joe:s3cret%@127.0.0.1:9"],
    ["diagnose", "a:1", "--proxy", "joe:s3cret@127.0.0.1:9"],
    ["diagnose", "a:1", "--prox=http://joe:s3cret@127.0.0.1:9"],
    ["diagnose", "a:1", "--timeout", "http://joe:s3cret@127.0.0.1:9"],
    ["diagnose", "a:1", "--format", "http://joe:s3cret@127.0.0.1:9"],
    ["diagnose", "a:1", "--reference", "joe:s3cret@127.0.0.1"],
    ["diagnose", "a:1", "--name-server", "joe:s3cret@127.0.0.1"],
    ["explain", "http://joe:s3cret@127.0.0.1:9"],
  ];
  for (const args of lines) {
    const { code, output, error } = await run(args);
    assertEquals([code, output], [2, ""], args.join(" "));
    assertMatch(error, /^faultline: Cannot [^\n]*\n$/);
    assert(!error.includes("s3cret"), error);
  }
});

Deno.test("`main()` keeps to ASCII on standard error where it must", async () => {
  const args = ["diagnose", "tür:80"];
  const plain = await run(args);
  assert(/^[\n -~]*$/.test(plain.error), plain.error);
  const utf8 = await run(args, { variables: { LANG: "C.UTF-8" } });
  assertStringIncludes(utf8.error, '"tür"');
});

Deno.test("`main()` refuses an output that cannot be written", async () => {
  const missing = "No such file or directory (os error 2): writefile 'x.part'";
  const args = ["diagnose", "127.0.0.1:9", "--output", "/nope/x"];
  const wrong = await run(args, { unwritable: fileError(missing) });
  assertEquals([wrong.code, wrong.output], [2, ""]);
  assertEquals(
    wrong.error,
    'faultline: Cannot write "/nope/x": No such file or directory ' +
      "(see faultline diagnose --help)\n",
  );
  const flag = "--allow-read=/nope --allow-write=/nope";
  const forbidden = await run(args, { unwritable: fileError("no", flag) });
  assertStringIncludes(
    forbidden.error,
    `Cannot write "/nope/x": it needs ${flag}`,
  );
});

Deno.test("`main()` diagnoses, and puts the result where it is wanted", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const { code, error, output, terminal } = await run(
    ["diagnose", target, "--format", "json", "--output", "a.json"],
    { outputIsTerminal: true },
  );
  assertEquals([code, output, error], [6, "", ""]);
  const json = JSON.parse(terminal.files.get("a.json") ?? "");
  assertEquals(json.schema, "faultline/diagnosis@1");
  assertEquals(json.verdict.mode, "server-stopped");
});

Deno.test("`main()` ends with 130 when it is interrupted", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  try {
    const target = `http://127.0.0.1:${listener.addr.port}`;
    const options = { errorIsTerminal: true };
    const terminal = new FakeTerminal(["diagnose", target], options);
    const ended = main(terminal);
    // The target has been asked, and never answers.
    const connection = await listener.accept();
    await connection.read(new Uint8Array(1));
    terminal.tick(3);
    terminal.interrupt();
    assertEquals(await ended, 130);
    assertEquals(terminal.output, "");
    // What the spinner drew is gone: no line is left half written.
    assertMatch(terminal.error, /waiting for .*\r.\[K$/);
    connection.close();
  } finally {
    listener.close();
  }
});

Deno.test("`main()` calls no interrupted read a bug", async () => {
  const folder = await Deno.makeTempDir({ prefix: "faultline-program-" });
  try {
    const path = `${folder}/checks.yaml`;
    await new Deno.Command("mkfifo", { args: [path] }).output();
    const terminal = new FakeTerminal(["check", path]);
    const ended = main(terminal);
    terminal.interrupt();
    // A writer lets the reader open the pipe, which nothing else can end.
    const writer = await Deno.open(path, { read: true, write: true });
    assertEquals(await ended, 130);
    assertEquals([terminal.output, terminal.error], ["", ""]);
    // What the reader opened comes in a later turn, which nobody waits for.
    for (let turns = 0; turns < 20; turns++) await Deno.stat(path);
    writer.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("`main()` does not call a full disk a bug", async () => {
  const full = fileError("No space left on device (os error 28)");
  const { code, error } = await run(["explain"], { full });
  assertEquals(code, 1);
  assertEquals(
    error,
    "faultline: Cannot write the result: No space left on device\n",
  );
});

Deno.test("`main()` asks to report what is a bug, with a stack on demand", async () => {
  class BrokenTerminal extends FakeTerminal {
    override write(): Promise<void> {
      throw new Error("broken");
    }
  }
  const short = new BrokenTerminal(["explain"]);
  assertEquals(await main(short), 1);
  assertEquals(
    short.error,
    "faultline: internal error, please report it: broken\n",
  );
  const target = `127.0.0.1:${closedPort()}`;
  const long = new BrokenTerminal(["diagnose", target, "--verbose"]);
  assertEquals(await main(long), 1);
  assertMatch(long.error, /please report it: broken\nError: broken\n +at /);
});
