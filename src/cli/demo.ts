import type { Terminal } from "../io/terminal.ts";
import type { CommandLine } from "./command_line.ts";

/** `faultline demo` */
export function runDemo(
  _line: CommandLine,
  _terminal: Terminal,
): Promise<number> {
  return Promise.resolve(1);
}
