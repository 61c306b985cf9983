import type { Terminal } from "../io/terminal.ts";
import { type Shell, SHELLS } from "./choices.ts";
import type { CommandLine } from "./command_line.ts";
import { completionBash } from "./completion_bash.ts";
import { completionFish } from "./completion_fish.ts";
import { completionTable } from "./completion_table.ts";
import { completionZsh } from "./completion_zsh.ts";
import { EXIT_HEALTHY } from "./exit_code.ts";
import { oneOf } from "./user_input.ts";

/** The scripts, one file each. */
const SCRIPTS = {
  bash: completionBash,
  zsh: completionZsh,
  fish: completionFish,
} as const satisfies Record<Shell, unknown>;

/** `faultline completions SHELL` */
export async function runCompletions(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const [operand = ""] = line.operands;
  const shell = oneOf("SHELL", operand, SHELLS) as Shell;
  await terminal.write(SCRIPTS[shell](completionTable()));
  return EXIT_HEALTHY;
}
