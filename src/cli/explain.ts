import type { Terminal } from "../io/terminal.ts";
import { explainAll, explainMode } from "../report/explain.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY } from "./exit_code.ts";
import { styleOf } from "./style.ts";
import { modeOf } from "./user_input.ts";

/** `faultline explain [MODE]` */
export async function runExplain(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const [mode] = line.operands;
  const style = styleOf(line, terminal);
  await terminal.write(
    mode === undefined ? explainAll(style) : explainMode(modeOf(mode), style),
  );
  return EXIT_HEALTHY;
}
