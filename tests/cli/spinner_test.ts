import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { Spinner } from "../../src/cli/spinner.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { HOSTILE, UNICODE } from "../report/samples.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

function spin(options: FakeTerminalOptions = {}, style = PLAIN_STYLE) {
  const terminal = new FakeTerminal([], { errorIsTerminal: true, ...options });
  const spinner = new Spinner(terminal, style);
  spinner.start();
  return { terminal, spinner };
}

Deno.test("`Spinner` says nothing while the answer may come at once", () => {
  const { terminal, spinner } = spin();
  spinner.show(["the proxy"]);
  terminal.tick(2);
  assertEquals(terminal.error, "");
  spinner.stop();
  assertEquals(terminal.error, "");
});

Deno.test("`Spinner` turns and says what is being waited for", () => {
  const { terminal, spinner } = spin();
  spinner.show(["the proxy", "a ping", "the gateway"]);
  terminal.tick(4);
  assertEquals(
    terminal.error,
    "\r\x1b[K\\ waiting for the proxy and 2 more" +
      "\r\x1b[K| waiting for the proxy and 2 more",
  );
});

Deno.test("`Spinner` follows what is being waited for", () => {
  const { terminal, spinner } = spin({}, UNICODE);
  spinner.show(["the proxy"]);
  spinner.show([]);
  terminal.tick(3);
  assertEquals(terminal.error, "\r\x1b[K⠸ waiting for the proxy");
});

Deno.test("`Spinner` has nothing to draw before it is told anything", () => {
  const { terminal } = spin();
  terminal.tick(5);
  assertEquals(terminal.error, "");
});

Deno.test("`Spinner` leaves an empty line, once", () => {
  const { terminal, spinner } = spin();
  spinner.show(["the proxy"]);
  terminal.tick(3);
  terminal.error = "";
  spinner.stop();
  spinner.stop();
  assertEquals(terminal.error, "\r\x1b[K");
  assertEquals(terminal.repeating, 0);
});

Deno.test("`Spinner` is for a terminal that knows how to empty a line", () => {
  const piped = spin({ errorIsTerminal: false }).terminal;
  const dumb = spin({ variables: { TERM: "dumb" } }).terminal;
  assertEquals([piped.repeating, dumb.repeating], [0, 0]);
});

Deno.test("`Spinner` never fills a line, so that none is left behind", () => {
  const { terminal, spinner } = spin({ columns: 20 });
  spinner.show(["a host with a very long name"]);
  terminal.tick(3);
  assertEquals(terminal.error, "\r\x1b[K\\ waiting for a hos");
});

Deno.test("`Spinner` lets nothing act on the terminal but itself", () => {
  const { terminal, spinner } = spin({ columns: 500 });
  spinner.show([HOSTILE]);
  terminal.tick(3);
  const shown = terminal.error.replace("\r\x1b[K", "");
  assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(shown), shown);
});
