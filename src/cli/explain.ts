import type { Terminal } from "../io/terminal.ts";
import { FAILURE_MODES, type FailureMode } from "../model/failure_modes.ts";
import { explainAll, explainMode } from "../report/explain.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY } from "./exit_code.ts";
import { nearest } from "./nearest.ts";
import { styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";

/** `faultline explain [MODE]` */
export async function runExplain(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const [mode] = line.operands;
  const style = styleOf(line, terminal);
  await terminal.write(
    mode === undefined
      ? explainAll(style)
      : explainMode(requireMode(mode), style),
  );
  return EXIT_HEALTHY;
}

function requireMode(mode: string): FailureMode {
  if (Object.hasOwn(FAILURE_MODES, mode)) return mode as FailureMode;
  const meant = nearest(mode, Object.keys(FAILURE_MODES));
  throw new UsageError(
    `Cannot find failure mode ${JSON.stringify(mode)}` +
      (meant ? `: did you mean ${meant}?` : ": faultline explain lists them"),
  );
}
