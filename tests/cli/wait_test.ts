import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { waitWith } from "../../src/app/wait.ts";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { main } from "../../src/cli/program.ts";
import { runWait } from "../../src/cli/wait.ts";
import { FakeMachine, type FakePeer, GATEWAY } from "../app/fake_machine.ts";
import { ioError } from "../io/fake_io.ts";
import { waitedTarget } from "../report/wait_samples.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

const SERVER = "198.51.100.20";
const TARGET = `http://${SERVER}`;
const REFUSED = ioError("failed", { code: "ECONNREFUSED" });
const ANSWERS: FakePeer = [{ asked: true }, "HTTP/1.1 204 No Content\r\n\r\n"];

/** Waits for a server that starts at that time, in virtual milliseconds. */
async function waited(
  startMs: number,
  args: readonly string[] = [],
  options: FakeTerminalOptions = {},
) {
  const machine: FakeMachine = new FakeMachine({
    alive: [GATEWAY, SERVER],
    peers: {
      get [`${SERVER}:80`]() {
        return machine.io.clock.monotonicMs() < startMs ? REFUSED : ANSWERS;
      },
    },
  });
  const { io } = machine;
  const line = ["wait", TARGET, ...args];
  const terminal = new FakeTerminal(line, options);
  const work = runWait(
    parseCommandLine(line),
    terminal,
    (targets, options = {}) =>
      waitWith(io, targets, {
        ...options,
        onTry(one) {
          options.onTry?.(one);
          terminal.tick();
        },
      }),
  );
  return { code: await io.clock.run(work), terminal };
}

Deno.test("`wait` says what it waits for when that changes", async () => {
  const { code, terminal } = await waited(2500);
  assertEquals([code, terminal.output], [0, ""]);
  assertEquals(
    terminal.error,
    "  16ms ? http://198.51.100.20:80: port refused on 198.51.100.20\n" +
      " 3.06s ok http://198.51.100.20:80: healthy\n",
  );
});

Deno.test("`wait` gives the verdict and its code when the time is up", async () => {
  const { code, terminal } = await waited(9e9, ["--timeout=3s"]);
  assertEquals(code, 6);
  assertStringIncludes(terminal.output, "[server-stopped]\n");
  assertStringIncludes(
    terminal.error,
    "faultline: gave up after 3.02s, with 0 of 1 healthy\n",
  );
});

Deno.test("`wait` says the verdict alone when it is to be quiet", async () => {
  const { code, terminal } = await waited(9e9, ["--timeout=1s", "--quiet"]);
  assertEquals([code, terminal.error], [6, ""]);
  assertEquals(terminal.output.trimEnd().split("\n").length, 1);
  assertEquals((await waited(0, ["--quiet"])).terminal.output, "");
});

Deno.test("`wait` prints one JSON object at the end", async () => {
  const { code, terminal } = await waited(500, ["--format", "json"]);
  assertEquals(code, 0);
  const { schema, ready, targets } = JSON.parse(terminal.output);
  assertEquals([schema, ready], ["faultline/wait@1", true]);
  assertEquals(targets[0].tries, 2);
});

Deno.test("`wait` keeps one line up to date on a terminal", async () => {
  const options = { errorIsTerminal: true };
  const { terminal } = await waited(2500, [], options);
  const [drawn = "", ...others] = terminal.error.split("\r\x1b[K").slice(1);
  assertEquals(
    drawn,
    "100ms http://198.51.100.20:80: port refused on 198.51.100.20",
  );
  assertEquals(others.at(-1), "");
  assertStringIncludes(
    terminal.error,
    " 3.06s ok http://198.51.100.20:80: healthy\n",
  );
  assertEquals(terminal.repeating, 0);
});

Deno.test("`wait` says what it waited for when it is interrupted", async () => {
  const args = ["wait", TARGET];
  const terminal = new FakeTerminal(args, { errorIsTerminal: true });
  const code = await runWait(
    parseCommandLine(args),
    terminal,
    (_, { signal, onTry } = {}) => {
      onTry?.(waitedTarget({ target: TARGET, sinceMs: 20 }));
      terminal.interrupt();
      return Promise.reject(signal?.reason);
    },
  );
  assertEquals([code, terminal.output], [130, ""]);
  assertEquals(
    terminal.error,
    "  20ms ? http://198.51.100.20: no answer yet\n",
  );
});

Deno.test("`wait` runs a command afterwards, and ends with its code", async () => {
  const options = { programs: { make: 7 } };
  const command = ["--", "make", "test", "--quiet", "--", "-x"];
  const { code, terminal } = await waited(500, command, options);
  assertEquals(code, 7);
  assertEquals(terminal.ran, ["make test --quiet -- -x"]);
  assertEquals(terminal.output, "");
});

Deno.test("`wait` runs no command when the time is up", async () => {
  const options = { programs: { make: 0 } };
  const args = ["--timeout=1s", "--", "make"];
  const { code, terminal } = await waited(9e9, args, options);
  assertEquals([code, terminal.ran], [6, []]);
});

Deno.test("`wait` says why a command cannot be run, with the codes of shells", async () => {
  const errors = [
    [ioError("not-found", { code: "ENOENT" }), 127, "there is no such program"],
    [ioError("failed", { message: "Permission denied (os error 13)" }), 126],
    [ioError("not-permitted", { permission: "--allow-run=make" }), 126],
  ] as const;
  for (const [error, expected, words = ""] of errors) {
    const options = { programs: { make: error } };
    const { code, terminal } = await waited(0, ["--", "make"], options);
    assertEquals(code, expected);
    assertStringIncludes(
      terminal.error,
      `\nfaultline: Cannot run "make": ${words}`,
    );
    assertEquals(terminal.error.trimEnd().split("\n").length, 2);
  }
});

Deno.test("`wait` refuses bad input before anything is contacted", async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[], "Cannot run wait without TARGET"],
    [["--", "make"], "Cannot run wait without TARGET"],
    [["a:0"], "Cannot use port outside 1 to 65535"],
    [["a.invalid:1"], "Cannot wait for a name that is reserved"],
    [["a:1", "--timeout=1"], "Cannot read --timeout"],
    [["a:1", "--timeout=48h"], "Cannot use --timeout outside 10ms to 24h"],
    [["a:1", "--interval=1ms"], "Cannot use --interval outside 10ms to 10m"],
    [["a:1", "--stable=0"], "Cannot use --stable but as a whole number"],
    [["a:1", "--all", "--any"], "Cannot use --all with --any"],
    [["a:1", "--fail-on=name-not-foun"], "did you mean name-not-found?"],
    [["a:1", "--fail-on=x"], "faultline explain lists them"],
    [["a:1", "--format=ndjson"], "text, json"],
    [["a:1", "--proxy=ftp://a:1"], "Cannot use proxy scheme"],
    [
      ["a:1", "--", "make"],
      'Cannot run "make" afterwards: it needs --allow-run',
    ],
    [
      ["a:1", "--format=json", "--", "make"],
      "standard output is the command's",
    ],
  ];
  for (const [args, words] of cases) {
    const terminal = new FakeTerminal(["wait", ...args]);
    assertEquals(await main(terminal), 2, words);
    assertEquals(terminal.output, "");
    assertStringIncludes(terminal.error, words);
    assertEquals(terminal.error.trimEnd().split("\n").length, 1);
  }
});
