import type { Terminal } from "../io/terminal.ts";
import type { WatchTransition } from "../model/watch_transition.ts";
import type { WatchHistory } from "../report/watch_history.ts";
import type { watchHtml } from "../report/watch_html.ts";
import type { CommandLine } from "./command_line.ts";
import { outputOf, requireWritable } from "./output_file.ts";

/** Time between two pages while the watch runs, in seconds: reading takes it. */
const PAGE_S = 10;

/** The page of a watch: written now and again, and whole at the end. */
export class WatchReport {
  readonly #terminal: Terminal;
  readonly #path: string | undefined;
  readonly #histories: readonly WatchHistory[];
  readonly #render: typeof watchHtml;
  #end: (() => void) | undefined;
  #saving: Promise<void> | undefined;

  /**
   * Begins empty.
   *
   * @param terminal The world around the program.
   * @param path The file to write; absent for standard output at the end.
   * @param histories What happens, one for each target.
   * @param render Writes the page.
   */
  constructor(
    terminal: Terminal,
    path: string | undefined,
    histories: readonly WatchHistory[],
    render: typeof watchHtml,
  ) {
    this.#terminal = terminal;
    this.#path = path;
    this.#histories = histories;
    this.#render = render;
  }

  /** Begins to write the file, if there is one. */
  start(): void {
    if (this.#path === undefined) return;
    this.#save();
    this.#end = this.#terminal.repeat(PAGE_S * 1000, () => this.#save());
  }

  /** Notes a move of one of the targets. */
  addMove(index: number, move: WatchTransition, isRepeated: boolean): void {
    this.#histories[index]?.addMove(move, isRepeated);
  }

  /** Notes a round trip of one of the targets, in milliseconds. */
  addRoundTrip(index: number, roundTripMs: number, at: string): void {
    this.#histories[index]?.addRoundTrip(roundTripMs, at);
  }

  /** Writes the whole page. Throws an `IoError`. */
  async finish(): Promise<void> {
    this.stop();
    await this.#saving;
    const page = this.#render(this.#histories);
    if (this.#path === undefined) await this.#terminal.write(page);
    else await this.#terminal.replaceFile(this.#path, page);
  }

  /** Writes no more now and again; again is allowed. */
  stop(): void {
    this.#end?.();
    this.#end = undefined;
  }

  /** One at a time; that at the end tells of what cannot be written. */
  #save(): void {
    if (this.#path === undefined || this.#saving !== undefined) return;
    const page = this.#render(this.#histories, { refreshS: PAGE_S });
    this.#saving = this.#terminal.replaceFile(this.#path, page)
      .catch(() => {})
      .finally(() => this.#saving = undefined);
  }
}

/**
 * Prepares the page of a watch where one was asked for, by `--output FILE` or
 * `--format html`.
 *
 * @param line What was asked for.
 * @param terminal The world around the program.
 * @param targets The targets, as URLs without credentials.
 * @returns The page, not begun yet; absent where nobody wants one.
 * @throws {UsageError} The file cannot be written.
 */
export async function openWatchReport(
  line: CommandLine,
  terminal: Terminal,
  targets: readonly string[],
): Promise<WatchReport | undefined> {
  const path = outputOf(line);
  if (path === undefined && line.text("format") !== "html") return undefined;
  if (path !== undefined) await requireWritable(path, terminal);
  const { WatchHistory } = await import("../report/watch_history.ts");
  const { watchHtml } = await import("../report/watch_html.ts");
  const histories = targets.map((target) =>
    new WatchHistory(target, targets.length)
  );
  return new WatchReport(terminal, path, histories, watchHtml);
}
