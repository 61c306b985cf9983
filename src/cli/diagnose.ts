import { diagnose } from "../app/diagnose.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import { parseDuration } from "../model/duration.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import { reportJson } from "../report/json.ts";
import type { Reporter } from "../report/reporter.ts";
import { reportText } from "../report/text.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_INTERRUPTED, exitCodeOf } from "./exit_code.ts";
import { nearest } from "./nearest.ts";
import { Spinner } from "./spinner.ts";
import { styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";

/** The formats, one file each. */
const REPORTERS: Readonly<Record<string, Reporter>> = {
  text: reportText,
  json: reportJson,
};

/** `faultline diagnose TARGET` */
export async function runDiagnose(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const reporter = reporterOf(line.text("format") ?? "text");
  const output = line.text("output");
  if (output !== undefined) await requireWritable(output, terminal);
  const style = styleOf(line, terminal);
  const spinner = new Spinner(terminal, style);
  spinner.start();
  try {
    const diagnosis = await ask(line, terminal, spinner);
    spinner.stop();
    const detail = line.has("quiet")
      ? "quiet"
      : line.has("verbose")
      ? "verbose"
      : "normal";
    const text = reporter(diagnosis, {
      style: output === undefined ? style : { ...style, colour: false },
      detail,
    });
    if (output === undefined) await terminal.write(text);
    else await terminal.replaceFile(output, text);
    return exitCodeOf(diagnosis.verdict);
  } catch (error) {
    if (terminal.interrupted.aborted) return EXIT_INTERRUPTED;
    throw asUsageError(error);
  } finally {
    spinner.stop();
  }
}

function ask(line: CommandLine, terminal: Terminal, spinner: Spinner) {
  const [target = ""] = line.operands;
  const proxy = line.text("proxy");
  const timeout = line.text("timeout");
  return diagnose(target, {
    ...(proxy !== undefined && { proxy }),
    ...(timeout !== undefined && {
      timeoutMs: parseDuration(timeout, "--timeout", {
        minMs: MIN_TIMEOUT_MS,
        maxMs: MAX_TIMEOUT_MS,
      }),
    }),
    references: line.texts("reference"),
    nameServers: line.texts("name-server"),
    signal: terminal.interrupted,
    onWaiting: (what) => spinner.show(what),
  });
}

function reporterOf(format: string): Reporter {
  const reporter = Object.hasOwn(REPORTERS, format)
    ? REPORTERS[format]
    : undefined;
  if (reporter !== undefined) return reporter;
  const known = Object.keys(REPORTERS);
  const meant = nearest(format, known);
  throw new UsageError(
    `Cannot use --format as one of ${known.join(", ")}: current value is ` +
      JSON.stringify(format) + (meant ? `; did you mean ${meant}?` : ""),
    "diagnose",
  );
}

async function requireWritable(path: string, terminal: Terminal) {
  try {
    await terminal.requireWritable(path);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    throw new UsageError(
      `Cannot write ${JSON.stringify(path)}: ${error.message}`,
      "diagnose",
    );
  }
}

/** What the model refuses to read was written by the user. */
function asUsageError(error: unknown): unknown {
  return error instanceof SyntaxError || error instanceof RangeError
    ? new UsageError(error.message, "diagnose")
    : error;
}
