import { diagnose, type DiagnoseOptions } from "../app/diagnose.ts";
import type { Terminal } from "../io/terminal.ts";
import { parseDuration } from "../model/duration.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import { parseProxy, parseTarget } from "../model/target.ts";
import { reportJson } from "../report/json.ts";
import type { Reporter, ReportOptions } from "../report/reporter.ts";
import { reportText } from "../report/text.ts";
import { agentAccess } from "./agent_token.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_INTERRUPTED, exitCodeOf } from "./exit_code.ts";
import { nearest } from "./nearest.ts";
import { outputOf, requireWritable } from "./output_file.ts";
import { Spinner } from "./spinner.ts";
import { fileStyle, styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";
import { asUsageError, readInput } from "./user_input.ts";

/** The formats, one file each; a page is loaded when one is asked for. */
const REPORTERS: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: () => Promise.resolve(reportText),
  json: () => Promise.resolve(reportJson),
  html: async () => (await import("../report/diagnosis_html.ts")).reportHtml,
};

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
  const reporter = await reporterOf(line.text("format") ?? "text");
  const output = outputOf(line);
  const target = targetOf(line);
  const options = { ...optionsOf(line), ...await agentAccess(line, terminal) };
  if (output !== undefined) await requireWritable(output, terminal);
  const style = styleOf(line, terminal);
  const spinner = new Spinner(terminal, style);
  if (!line.has("quiet")) spinner.start();
  try {
    const diagnosis = await ask(target, {
      ...options,
      signal: terminal.interrupted,
      onWaiting: (what) => spinner.show(what),
    });
    spinner.stop();
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

function detailOf(line: CommandLine): ReportOptions["detail"] {
  if (line.has("quiet")) return "quiet";
  return line.has("verbose") ? "verbose" : "normal";
}

function targetOf(line: CommandLine) {
  const [target = ""] = line.operands;
  return readInput("target", target, parseTarget);
}

function optionsOf(line: CommandLine): DiagnoseOptions {
  const proxy = line.text("proxy");
  const timeout = line.text("timeout");
  const bounds = { minMs: MIN_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS };
  return {
    ...(proxy !== undefined && {
      proxy: readInput("proxy", proxy, parseProxy),
    }),
    ...(timeout !== undefined && {
      timeoutMs: readInput(
        "--timeout",
        timeout,
        (text) => parseDuration(text, "--timeout", bounds),
      ),
    }),
    references: line.texts("reference"),
    nameServers: line.texts("name-server"),
  };
}

function reporterOf(format: string): Promise<Reporter> {
  const load = Object.hasOwn(REPORTERS, format) ? REPORTERS[format] : undefined;
  if (load !== undefined) return load();
  const known = Object.keys(REPORTERS);
  const meant = nearest(format, known);
  throw new UsageError(
    `Cannot use --format as one of ${known.join(", ")}: current value is ` +
      JSON.stringify(format) + (meant ? `; did you mean ${meant}?` : ""),
  );
}
