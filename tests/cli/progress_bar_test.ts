import { assertEquals } from "@std/assert/equals";
import { ProgressBar } from "../../src/cli/progress_bar.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const CLEAR = "\r\x1b[K";

Deno.test("`ProgressBar` shows how much is done, once it takes long", () => {
  const terminal = new FakeTerminal([], { errorIsTerminal: true });
  const bar = new ProgressBar(terminal, PLAIN_STYLE, 4);
  bar.start();
  terminal.tick(2);
  assertEquals(terminal.error, "");
  bar.add(true);
  bar.add(false);
  terminal.tick();
  assertEquals(
    terminal.error,
    `${CLEAR}############------------ 2 of 4, 1 failed`,
  );
  bar.stop();
  bar.stop();
  assertEquals(terminal.error.endsWith(`failed${CLEAR}`), true);
  assertEquals(terminal.repeating, 0);
});

Deno.test("`ProgressBar` shows nothing where nobody sees it", () => {
  for (
    const options of [{}, {
      errorIsTerminal: true,
      variables: { TERM: "dumb" },
    }]
  ) {
    const terminal = new FakeTerminal([], options);
    const bar = new ProgressBar(terminal, PLAIN_STYLE, 4);
    bar.start();
    terminal.tick(10);
    bar.stop();
    assertEquals([terminal.error, terminal.repeating], ["", 0]);
  }
});

Deno.test("`ProgressBar` fits into a narrow terminal", () => {
  const terminal = new FakeTerminal([], {
    errorIsTerminal: true,
    columns: 20,
  });
  const bar = new ProgressBar(terminal, PLAIN_STYLE, 0);
  bar.start();
  terminal.tick(3);
  assertEquals(terminal.error, CLEAR + "#".repeat(19));
  bar.stop();
});
