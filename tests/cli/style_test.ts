import { assertEquals } from "@std/assert/equals";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { fileStyle, styleOf } from "../../src/cli/style.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

const TERMINAL = { outputIsTerminal: true } as const;

function style(options: FakeTerminalOptions, args: readonly string[] = []) {
  const terminal = new FakeTerminal(args, options);
  return styleOf(parseCommandLine(args), terminal);
}

function unicode(variables: Readonly<Record<string, string>>): boolean {
  return style({ variables }).unicode;
}

Deno.test("`styleOf()` colours on a terminal, unless it is unwanted", () => {
  assertEquals(style(TERMINAL).colour, true);
  assertEquals(style({}).colour, false);
  assertEquals(style({ ...TERMINAL, noColour: true }).colour, false);
  assertEquals(style(TERMINAL, ["--no-color"]).colour, false);
  const dumb = { TERM: "dumb" };
  assertEquals(style({ ...TERMINAL, variables: dumb }).colour, false);
});

Deno.test("`styleOf()` keeps to ASCII unless the locale is UTF-8", () => {
  assertEquals(unicode({}), false);
  assertEquals(unicode({ LANG: "C" }), false);
  assertEquals(unicode({ LANG: "de_DE.ISO-8859-1" }), false);
  assertEquals(unicode({ LANG: "de_DE.UTF-8" }), true);
  assertEquals(unicode({ LANG: "C.utf8" }), true);
});

Deno.test("`styleOf()` takes the locale that locale(7) puts first", () => {
  assertEquals(unicode({ LC_ALL: "C", LANG: "C.UTF-8" }), false);
  assertEquals(unicode({ LC_CTYPE: "C.UTF-8", LANG: "C" }), true);
  assertEquals(unicode({ LC_ALL: "", LANG: "C.UTF-8" }), true);
});

Deno.test("`styleOf()` folds for a terminal alone", () => {
  assertEquals(style({ ...TERMINAL, columns: 120 }).width, 120);
  assertEquals(style({ ...TERMINAL, columns: 5 }).width, 40);
  assertEquals(style({ columns: 120 }).width, Infinity);
});

Deno.test("`fileStyle()` has neither colour nor folds", () => {
  const shown = { colour: true, unicode: true, width: 80 };
  assertEquals(fileStyle(shown), {
    colour: false,
    unicode: true,
    width: Infinity,
  });
});
