import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { helpText } from "../../src/cli/help.ts";
import {
  type CommandEntry,
  type CommandName,
  COMMANDS,
} from "../../src/cli/commands.ts";

const NAMES = Object.keys(COMMANDS) as CommandName[];

Deno.test("`helpText()` lists every command", () => {
  const help = helpText();
  for (const name of NAMES) {
    assertStringIncludes(help, `\n  ${name}`);
    assertStringIncludes(help, COMMANDS[name].summary.split(" ")[0] ?? "?");
  }
});

Deno.test("`helpText()` of a command lists every option that it takes", () => {
  for (const name of NAMES) {
    const help = helpText(name);
    for (const option of [...COMMANDS[name].options, "help"]) {
      assertStringIncludes(help, `\n  --${option} `);
    }
    for (const permission of COMMANDS[name].permissions) {
      assertStringIncludes(help, permission);
    }
  }
});

Deno.test("`helpText()` says what an option means in its command", () => {
  assertStringIncludes(helpText("watch"), "\n  --send TEXT ");
  assertStringIncludes(helpText("serve"), "\n  --send WHO ");
  assertStringIncludes(helpText("diagnose"), "json for one object");
  for (const name of NAMES) {
    const { options, own = {} }: CommandEntry = COMMANDS[name];
    for (const option of Object.keys(own)) {
      assert((options as readonly string[]).includes(option), option);
    }
  }
});

Deno.test("`helpText()` fits a terminal in ASCII", () => {
  for (const help of [helpText(), ...NAMES.map(helpText)]) {
    for (const line of help.split("\n")) {
      assert(line.length <= 80 && /^[ -~]*$/.test(line), line);
    }
  }
});

Deno.test("`helpText()` aligns what options mean", () => {
  assertEquals(
    helpText("explain"),
    `faultline explain: the catalogue of failure modes: signs, causes, what to do

Usage: faultline explain [OPTIONS] [MODE]

Options:
  --no-color  no colour, as with NO_COLOR in the environment
  --help      print this help
`,
  );
});
