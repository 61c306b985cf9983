import type { Terminal } from "../io/terminal.ts";
import type { Style } from "../report/style.ts";
import type { CommandLine } from "./command_line.ts";

/** Narrowest line that is still folded for; less is no terminal. */
const MIN_WIDTH = 40;

/**
 * Chooses how text may look: colour on a terminal unless it is unwanted
 * (https://no-color.org), ASCII unless the locale is UTF-8 (locale(7): the
 * first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides).
 */
export function styleOf(line: CommandLine, terminal: Terminal): Style {
  const unwanted = line.has("no-color") || isSet(terminal, "NO_COLOR") ||
    terminal.variable("TERM") === "dumb";
  return {
    colour: terminal.outputIsTerminal && !unwanted,
    unicode: isUtf8(terminal),
    width: Math.max(terminal.columns, MIN_WIDTH),
  };
}

function isSet(terminal: Terminal, name: string): boolean {
  return (terminal.variable(name) ?? "") !== "";
}

function isUtf8(terminal: Terminal): boolean {
  const locale = ["LC_ALL", "LC_CTYPE", "LANG"]
    .map((name) => terminal.variable(name))
    .find((value) => value !== undefined && value !== "");
  return /utf-?8/i.test(locale ?? "");
}
