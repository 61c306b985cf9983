import { assertEquals } from "@std/assert/equals";
import { WaitProgress } from "../../src/cli/wait_progress.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { waitedTarget } from "../report/wait_samples.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

const ONE = waitedTarget({ target: "tcp://one:1" });
const OTHER = waitedTarget({ target: "tcp://other:1" });
const READY = { ...ONE, ready: true, streak: 1, sinceMs: 5000 };

function progress(options: FakeTerminalOptions) {
  const terminal = new FakeTerminal([], { columns: 200, ...options });
  const shown = new WaitProgress(terminal, PLAIN_STYLE, 2);
  shown.start();
  return { terminal, shown };
}

/** The pictures that were drawn, without the signs that erase a line. */
function pictures({ error }: FakeTerminal): string[] {
  return error.split("\r\x1b[K").slice(1);
}

Deno.test("`WaitProgress` writes a line when the words change, and never twice", () => {
  const { terminal, shown } = progress({});
  for (const waited of [ONE, ONE, OTHER, ONE, READY, READY]) shown.show(waited);
  shown.stop(true);
  assertEquals(terminal.error.split("\n"), [
    " 1.23s ? tcp://one:1: no answer yet",
    " 1.23s ? tcp://other:1: no answer yet",
    "    5s ok tcp://one:1: healthy",
    "",
  ]);
});

Deno.test("`WaitProgress` draws one line when there is a terminal", () => {
  const { terminal, shown } = progress({ errorIsTerminal: true });
  shown.show(ONE);
  terminal.tick(2);
  assertEquals(pictures(terminal), [
    "100ms 0 of 2 healthy; tcp://one:1: no answer yet",
    "200ms 0 of 2 healthy; tcp://one:1: no answer yet",
  ]);
  shown.show(READY);
  shown.stop(false);
  assertEquals(pictures(terminal).slice(2), [
    "    5s ok tcp://one:1: healthy\n",
  ]);
  assertEquals(terminal.repeating, 0);
});

Deno.test("`WaitProgress` shows each target in turn when the line is too short", () => {
  const { terminal, shown } = progress({ errorIsTerminal: true, columns: 45 });
  shown.show(ONE);
  shown.show(OTHER);
  terminal.tick(40);
  const drawn = pictures(terminal);
  assertEquals(
    [0, 19, 39].map((index) => drawn[index]),
    [
      "100ms 0 of 2 healthy; tcp://one:1: no answer",
      "2s 0 of 2 healthy; tcp://other:1: no answer ",
      "4s 0 of 2 healthy; tcp://one:1: no answer ye",
    ],
  );
});

Deno.test("`WaitProgress` says a change again when what was ready is gone", () => {
  const { terminal, shown } = progress({ errorIsTerminal: true });
  shown.show(READY);
  shown.show(ONE);
  assertEquals(terminal.error.split("\n").slice(0, 2), [
    "    5s ok tcp://one:1: healthy",
    " 1.23s ? tcp://one:1: no answer yet",
  ]);
});

Deno.test("`WaitProgress` draws nothing when the terminal is dumb", () => {
  const { terminal, shown } = progress({
    errorIsTerminal: true,
    variables: { TERM: "dumb" },
  });
  shown.show(ONE);
  assertEquals(terminal.repeating, 0);
  assertEquals(terminal.error, " 1.23s ? tcp://one:1: no answer yet\n");
});
