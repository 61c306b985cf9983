import type { Terminal } from "../io/terminal.ts";
import type { Style } from "../report/style.ts";
import type { CommandLine } from "./command_line.ts";

/** Narrowest line that is still folded for; less is no terminal. */
const MIN_WIDTH = 40;

/**
 * Chooses how text on standard output may look: colour and folded lines on a
 * terminal, unless colour is unwanted (https://no-color.org), ASCII unless the
 * locale is UTF-8.
 */
export function styleOf(line: CommandLine, terminal: Terminal): Style {
  const { outputIsTerminal, columns, noColour } = terminal;
  const unwanted = line.has("no-color") || noColour ||
    terminal.variable("TERM") === "dumb";
  return {
    colour: outputIsTerminal && !unwanted,
    unicode: isUtf8(terminal),
    width: outputIsTerminal ? Math.max(columns, MIN_WIDTH) : Infinity,
  };
}

/** How text in a file may look: for any reader, at any width. */
export function fileStyle(style: Style): Style {
  return { ...style, colour: false, width: Infinity };
}

/**
 * Whether the locale is UTF-8, as locale(7) has it: the first of `LC_ALL`,
 * `LC_CTYPE` and `LANG` that is set decides.
 */
export function isUtf8(terminal: Terminal): boolean {
  const locale = ["LC_ALL", "LC_CTYPE", "LANG"]
    .map((name) => terminal.variable(name))
    .find((value) => value !== undefined && value !== "");
  return /utf-?8/i.test(locale ?? "");
}
