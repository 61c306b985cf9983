import { checkItems } from "../app/check.ts";
import type { CheckItem } from "../app/check_plan.ts";
import { checkReport } from "../app/check_report.ts";
import { createDenoIo } from "../io/deno.ts";
import type { Terminal } from "../io/terminal.ts";
import type { CheckedTarget, CheckReport } from "../model/check_report.ts";
import type { CheckReporter } from "../report/check_reporter.ts";
import {
  CHECK_REPORTERS,
  type CheckFormat,
} from "../report/check_reporters.ts";
import type { ReportOptions } from "../report/reporter.ts";
import { checkExitCode } from "./check_exit_code.ts";
import { readCheckInput } from "./check_input.ts";
import type { CommandLine } from "./command_line.ts";
import { EXIT_HEALTHY, EXIT_INTERRUPTED } from "./exit_code.ts";
import { outputOf, requireWritable } from "./output_file.ts";
import { ProgressBar } from "./progress_bar.ts";
import { fileStyle, styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";
import { oneOf } from "./user_input.ts";

/** Makes the check; tests bring their own. */
export type MakeCheck = (
  items: readonly CheckItem[],
  options: Parameters<typeof checkItems>[2],
) => Promise<CheckReport>;

/**
 * `faultline check [FILE] [TARGET...]`
 *
 * @param line What was asked for.
 * @param terminal The world around the program.
 * @param make Makes the check.
 * @returns The exit code.
 */
export async function runCheck(
  line: CommandLine,
  terminal: Terminal,
  make: MakeCheck = (items, options) =>
    checkItems(createDenoIo(), items, options),
): Promise<number> {
  if (line.has("schema")) return await printSchema(line, terminal);
  const names = Object.keys(CHECK_REPORTERS);
  const format = oneOf("--format", line.text("format") ?? "text", names);
  if (line.operands.length === 0) {
    throw new UsageError("Cannot check without a FILE or a TARGET");
  }
  const items = await readCheckInput(line, terminal);
  const output = outputOf(line);
  const summary = line.text("summary");
  for (const file of [output, summary]) {
    if (file !== undefined) await requireWritable(file, terminal);
  }
  const reporter = await CHECK_REPORTERS[format as CheckFormat]();
  const printer = new Printer(line, terminal, reporter, output);
  const isStream = format === "ndjson" && output === undefined;
  if (isStream) await printer.stream();
  const report = await follow(items, make, line, terminal, printer);
  await printer.finish(report);
  if (summary !== undefined) {
    const { githubSummary } = await import("../report/github_summary.ts");
    await terminal.replaceFile(summary, githubSummary(report));
  }
  const { aborted } = terminal.interrupted;
  if (aborted) sayInterrupted(report.targets.length, items.length, terminal);
  if (format === "nagios") {
    const { nagiosExitCode } = await import("../report/check_nagios.ts");
    return nagiosExitCode(report);
  }
  return aborted ? EXIT_INTERRUPTED : checkExitCode(report);
}

function sayInterrupted(done: number, all: number, terminal: Terminal): void {
  terminal.writeError(
    `faultline: interrupted after ${done} of ${all} targets\n`,
  );
}

async function printSchema(
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  if (line.operands.length > 0) {
    throw new UsageError("Cannot use --schema with a FILE or a TARGET");
  }
  const { checkFileSchema } = await import("../wire/check_file/json_schema.ts");
  await terminal.write(checkFileSchema());
  return EXIT_HEALTHY;
}

/** Checks, and sums up what is done where it is interrupted. */
async function follow(
  items: readonly CheckItem[],
  make: MakeCheck,
  line: CommandLine,
  terminal: Terminal,
  printer: Printer,
): Promise<CheckReport> {
  const bar = new ProgressBar(terminal, styleOf(line, terminal), items.length);
  const done = new Map<string, CheckedTarget>();
  const io = createDenoIo();
  const startedAt = new Date(io.clock.wallMs()).toISOString();
  const startMs = io.clock.monotonicMs();
  if (!line.has("quiet")) bar.start();
  try {
    return await make(items, {
      signal: terminal.interrupted,
      onFound: (target) => {
        if (!done.has(target.name)) bar.add(target.passed);
        done.set(target.name, target);
      },
      onChecked: (target) => {
        done.set(target.name, target);
        printer.add(target);
      },
    });
  } catch (error) {
    if (!terminal.interrupted.aborted) throw error;
    const checked = items.flatMap(({ name }) => done.get(name) ?? []);
    for (const target of checked) printer.add(target);
    const elapsedMs = io.clock.monotonicMs() - startMs;
    const times = { startedAt, elapsedMs };
    return checkReport(checked, { ...times, interrupted: true });
  } finally {
    bar.stop();
  }
}

/** Writes the result where it was asked for, or each target as it comes. */
class Printer {
  readonly #terminal: Terminal;
  #reporter: CheckReporter;
  readonly #output: string | undefined;
  readonly #options: ReportOptions;
  #lineOf: ((target: CheckedTarget) => string) | undefined;
  #written: Promise<void> = Promise.resolve();
  readonly #printed = new Set<string>();

  constructor(
    line: CommandLine,
    terminal: Terminal,
    reporter: CheckReporter,
    output: string | undefined,
  ) {
    const style = styleOf(line, terminal);
    const loud = line.has("verbose") ? "verbose" : "normal";
    this.#terminal = terminal;
    this.#reporter = reporter;
    this.#output = output;
    this.#options = {
      style: output === undefined ? style : fileStyle(style),
      detail: line.has("quiet") ? "quiet" : loud,
    };
  }

  /** From now on each target is a line, as soon as its result stands. */
  async stream(): Promise<void> {
    const lines = await import("../report/check_ndjson.ts");
    this.#lineOf = lines.checkedTargetNdjson;
    this.#reporter = lines.checkSummaryNdjson;
  }

  /** Prints a target where each is a line, and only once. */
  add(target: CheckedTarget): void {
    if (this.#lineOf === undefined || this.#printed.has(target.name)) return;
    this.#printed.add(target.name);
    this.#write(this.#lineOf(target));
  }

  async finish(report: CheckReport): Promise<void> {
    const text = this.#reporter(report, this.#options);
    if (this.#output !== undefined) {
      await this.#terminal.replaceFile(this.#output, text);
      return;
    }
    this.#write(text);
    await this.#written;
  }

  #write(text: string): void {
    this.#written = this.#written.then(() => this.#terminal.write(text));
    // Told by the last wait for it.
    this.#written.catch(() => {});
  }
}
