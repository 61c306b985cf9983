import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { operandsOf, SHELLS, valuesOf } from "../../src/cli/choices.ts";
import { type CommandName, COMMANDS } from "../../src/cli/commands.ts";
import { completionTable } from "../../src/cli/completion_table.ts";
import { optionEntries } from "../../src/cli/option_entries.ts";
import { main } from "../../src/cli/program.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const NAMES = Object.keys(COMMANDS) as CommandName[];

/** What the program says of a value that it does not take. */
async function refusal(...args: readonly string[]): Promise<string> {
  const terminal = new FakeTerminal(args);
  assertEquals(await main(terminal), 2);
  return terminal.error;
}

/** Operands that let a command come as far as its options. */
function operandsFor(command: CommandName): string[] {
  const [least] = COMMANDS[command].operandCount;
  const [word = "127.0.0.1:9"] = operandsOf(command);
  return least > 0 || command === "check" ? [word] : [];
}

Deno.test("`valuesOf()` lists what the program takes as a format", async () => {
  for (const name of NAMES) {
    const takesFormat = optionEntries(name).some(([name]) => name === "format");
    const formats = valuesOf(name, "format");
    assertEquals([name, formats.length > 0], [name, takesFormat]);
    if (!takesFormat) continue;
    assertMatch(
      await refusal(name, ...operandsFor(name), "--format=*"),
      new RegExp(`--format as one of ${formats.join(", ")}: current`),
    );
  }
});

Deno.test("`valuesOf()` lists what the program takes for other options", async () => {
  const target = "http://127.0.0.1:9";
  for (const option of ["until", "method"] as const) {
    const known = valuesOf("watch", option).join(", ");
    assertMatch(
      await refusal("watch", target, `--${option}=*`),
      new RegExp(`--${option} as one of ${known}: current`),
    );
  }
  const modes = valuesOf("wait", "fail-on");
  assertEquals(modes, operandsOf("explain"));
  assertMatch(await refusal("explain", "*"), /Cannot find failure mode/);
  for (const mode of modes) {
    assertEquals(await main(new FakeTerminal(["explain", mode])), 0);
  }
});

Deno.test("`completions` takes the shells that it lists", async () => {
  assertEquals(operandsOf("completions"), SHELLS);
  assertEquals(COMMANDS.completions.operands, SHELLS.join("|"));
  assertMatch(
    await refusal("completions", "tcsh"),
    /SHELL as one of bash, zsh, fish: current value is "tcsh"/,
  );
});

Deno.test("`completions` names every command and option in each script", async () => {
  const { commands } = completionTable();
  assertEquals(commands.map(({ name }) => name), [...NAMES, "help"]);
  const options = commands.flatMap(({ options }) => options);
  for (const shell of SHELLS) {
    const terminal = new FakeTerminal(["completions", shell]);
    assertEquals(await main(terminal), 0);
    for (const { name } of [...commands, ...options]) {
      const spelled = shell === "fish" ? name.replace("--", "-l ") : name;
      assertEquals([name, terminal.output.includes(spelled)], [name, true]);
    }
  }
});
