import type { ReportOptions } from "../report/reporter.ts";
import type { CommandLine } from "./command_line.ts";

/** How much is told, by `--quiet` and `--verbose`. */
export function detailOf(line: CommandLine): ReportOptions["detail"] {
  if (line.has("quiet")) return "quiet";
  return line.has("verbose") ? "verbose" : "normal";
}
