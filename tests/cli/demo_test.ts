import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertStringIncludes } from "@std/assert/string-includes";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { runDemo } from "../../src/cli/demo.ts";
import {
  EXIT_HEALTHY,
  EXIT_INTERNAL,
  EXIT_INTERRUPTED,
} from "../../src/cli/exit_code.ts";
import { UsageError } from "../../src/cli/usage_error.ts";
import type { DemoRow } from "../../src/report/demo_table.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const RIGHT: DemoRow = {
  protocol: "text",
  fault: "the server is stopped",
  mode: "server-stopped",
  namedMs: 12,
  wrong: [],
};

const WRONG: DemoRow = { ...RIGHT, wrong: ["expected server-hung"] };

async function* rowsOf(...rows: readonly DemoRow[]): AsyncIterable<DemoRow> {
  for (const row of rows) yield await Promise.resolve(row);
}

async function show(rows: AsyncIterable<DemoRow>) {
  const terminal = new FakeTerminal(["demo"]);
  const code = await runDemo(parseCommandLine(["demo"]), terminal, rows);
  return { code, output: terminal.output };
}

Deno.test("`faultline demo` exits with 0 when all is right", async () => {
  const { code, output } = await show(rowsOf(RIGHT, RIGHT));
  assertEquals(code, EXIT_HEALTHY);
  assertStringIncludes(output, "\n2 of 2 right: names and times\n");
});

Deno.test("`faultline demo` fails when one row is wrong, and says why", async () => {
  const { code, output } = await show(rowsOf(RIGHT, WRONG, RIGHT));
  assertEquals(code, EXIT_INTERNAL);
  assertStringIncludes(output, "\n       expected server-hung\n");
  assertStringIncludes(output, "\n2 of 3 right: names and times\n");
});

Deno.test("`faultline demo` prints each row when it comes", async () => {
  const terminal = new FakeTerminal(["demo"]);
  const seen: number[] = [];
  await runDemo(parseCommandLine(["demo"]), terminal, watched());
  assertEquals(seen, [1, 2]);

  async function* watched(): AsyncIterable<DemoRow> {
    for (let row = 0; row < 2; row++) {
      yield await Promise.resolve(RIGHT);
      seen.push(terminal.output.split("\nright").length - 1);
    }
  }
});

Deno.test("`faultline demo` prints nothing when it cannot begin", async () => {
  const terminal = new FakeTerminal(["demo"]);
  const line = parseCommandLine(["demo"]);
  await assertRejects(() => runDemo(line, terminal, refused()), UsageError);
  assertEquals(terminal.output, "");

  async function* refused(): AsyncIterable<DemoRow> {
    yield await Promise.reject(new UsageError("it needs --allow-net"));
  }
});

Deno.test("`faultline demo` ends with 130 when it is interrupted", async () => {
  const terminal = new FakeTerminal(["demo"]);
  const code = await runDemo(parseCommandLine(["demo"]), terminal, stopped());
  assertEquals(code, EXIT_INTERRUPTED);

  async function* stopped(): AsyncIterable<DemoRow> {
    yield await Promise.resolve(RIGHT);
    terminal.interrupt();
    throw terminal.interrupted.reason;
  }
});
