import { diagnose, type DiagnoseOptions } from "../app/diagnose.ts";
import type { Terminal } from "../io/terminal.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import { parseTarget } from "../model/target.ts";
import type { Reporter } from "../report/reporter.ts";
import { agentAccess } from "./agent_token.ts";
import type { CommandLine } from "./command_line.ts";
import { detailOf } from "./detail.ts";
import { EXIT_INTERRUPTED, exitCodeOf } from "./exit_code.ts";
import { outputOf, requireWritable } from "./output_file.ts";
import { pathOptionsOf } from "./path_options.ts";
import { Spinner } from "./spinner.ts";
import { fileStyle, styleOf } from "./style.ts";
import { asUsageError, durationOf, oneOf, readInput } from "./user_input.ts";

/** The formats, one file each, which is loaded once there is a diagnosis. */
const REPORTERS = {
  text: async () => (await import("../report/text.ts")).reportText,
  json: async () => (await import("../report/json.ts")).reportJson,
  html: async () => (await import("../report/diagnosis_html.ts")).reportHtml,
} as const satisfies Readonly<Record<string, () => Promise<Reporter>>>;

/**
 * `faultline diagnose TARGET`
 *
 * @param line What was asked for.
 * @param terminal The world around the program.
 * @param ask Makes the diagnosis.
 * @returns The exit code.
 */
export async function runDiagnose(
  line: CommandLine,
  terminal: Terminal,
  ask: typeof diagnose = diagnose,
): Promise<number> {
  const loadReporter = reporterOf(line.text("format") ?? "text");
  const output = outputOf(line);
  const target = targetOf(line);
  const options = { ...optionsOf(line), ...await agentAccess(line, terminal) };
  if (output !== undefined) await requireWritable(output, terminal);
  const style = styleOf(line, terminal);
  const spinner = new Spinner(terminal, style);
  try {
    const asked = ask(target, {
      ...options,
      signal: terminal.interrupted,
      onWaiting: (what) => spinner.show(what),
    });
    // After the first packet: the first timer of a process costs 5 ms.
    if (!line.has("quiet")) spinner.start();
    const diagnosis = await asked;
    spinner.stop();
    const reporter = await loadReporter();
    const detail = detailOf(line);
    if (output === undefined) {
      await terminal.write(reporter(diagnosis, { style, detail }));
    } else {
      const text = reporter(diagnosis, { style: fileStyle(style), detail });
      await terminal.replaceFile(output, text);
    }
    return exitCodeOf(diagnosis.verdict);
  } catch (error) {
    if (terminal.interrupted.aborted) return EXIT_INTERRUPTED;
    throw asUsageError(error);
  } finally {
    spinner.stop();
  }
}

function targetOf(line: CommandLine) {
  const [target = ""] = line.operands;
  return readInput("target", target, parseTarget);
}

function optionsOf(line: CommandLine): DiagnoseOptions {
  const bounds = { minMs: MIN_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS };
  const timeoutMs = durationOf(line, "timeout", bounds);
  return {
    ...pathOptionsOf(line),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

function reporterOf(format: string): () => Promise<Reporter> {
  const name = oneOf("--format", format, Object.keys(REPORTERS));
  return REPORTERS[name as keyof typeof REPORTERS];
}
