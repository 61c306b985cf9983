import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { diagnoseWith } from "../../src/app/diagnose.ts";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { runDiagnose } from "../../src/cli/diagnose.ts";
import { FakeMachine } from "../app/fake_machine.ts";
import { ioError } from "../io/fake_io.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

const AUTHORITY = "198.51.100.20:7000";

const QUIET = "X The server is not running; its machine is alive " +
  "[server-stopped] tcp://198.51.100.20:7000 (16ms)\n";

const NORMAL =
  `X The server is not running; its machine is alive [server-stopped]
  tcp://198.51.100.20:7000 (16ms)

  link ok -- network ok ----- gateway ok ---- server X ............ session ?
  eth0       198.51.100.10    198.51.100.1    198.51.100.20:7000    tcp

  The machine refused the connection: nothing serves this port.

  Evidence:
    server      5ms  198.51.100.20:7000: the connection was refused (ECONNREFUSED)
    server      9ms  198.51.100.20:7000: the counters show no filter at work

  Next: Start the server, and check the port that it listens on.
  More: faultline explain server-stopped
`;

/** Diagnoses a port that refuses, on a machine whose every sign is scripted. */
async function diagnosed(
  args: readonly string[],
  options: FakeTerminalOptions = {},
): Promise<FakeTerminal> {
  const { io } = new FakeMachine({
    alive: ["198.51.100.1", "198.51.100.20"],
    peers: { [AUTHORITY]: ioError("failed", { code: "ECONNREFUSED" }) },
  });
  const line = ["diagnose", AUTHORITY, ...args];
  const terminal = new FakeTerminal(line, options);
  const work = runDiagnose(
    parseCommandLine(line),
    terminal,
    (target, options) => diagnoseWith(io, target, options),
  );
  assertEquals(await io.clock.run(work), 6);
  return terminal;
}

Deno.test("`diagnose` prints the verdict, the path and the evidence", async () => {
  const { output, error } = await diagnosed([]);
  assertEquals([output, error], [NORMAL, ""]);
});

Deno.test("`diagnose` prints one line when it is to be quiet", async () => {
  const { output, error } = await diagnosed(["--quiet"]);
  assertEquals([output, error], [QUIET, ""]);
});

Deno.test("`diagnose` writes to standard output when the file is -", async () => {
  const { output, files } = await diagnosed(["--quiet", "--output", "-"]);
  assertEquals([output, files.size], [QUIET, 0]);
});

Deno.test("`diagnose` writes a file and nothing else when told to", async () => {
  const { output, error, files } = await diagnosed(["--output", "a.txt"]);
  assertEquals([output, error], ["", ""]);
  assertEquals(files.get("a.txt"), NORMAL);
});

Deno.test("`diagnose` leaves no spinner behind", async () => {
  const terminal = await diagnosed([], { errorIsTerminal: true });
  assertEquals([terminal.repeating, terminal.output], [0, NORMAL]);
});

Deno.test("`diagnose` prints every observation when it is to be verbose", async () => {
  const { output } = await diagnosed(["--verbose"]);
  assertStringIncludes(output, "Observations:");
});
