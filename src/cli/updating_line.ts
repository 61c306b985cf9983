import type { Terminal } from "../io/terminal.ts";

/** Back to the beginning of the line, and empty it (ECMA-48 EL). */
const CLEAR_LINE = "\r\x1b[K";

/** One line on a terminal's standard error that is written again and again. */
export class UpdatingLine {
  readonly #terminal: Terminal;
  readonly #periodMs: number;
  readonly #text: () => string;
  #end: (() => void) | undefined;
  #drawn = false;

  /**
   * Prepares a line that shows nothing yet.
   *
   * @param terminal Where it stands.
   * @param periodMs Time between two pictures, in milliseconds.
   * @param text What to show, of any length; nothing is drawn where empty.
   */
  constructor(terminal: Terminal, periodMs: number, text: () => string) {
    this.#terminal = terminal;
    this.#periodMs = periodMs;
    this.#text = text;
  }

  /**
   * Begins to show, unless nobody could see it or the terminal is dumb.
   *
   * @returns Whether it shows.
   */
  start(): boolean {
    const { errorIsTerminal } = this.#terminal;
    const isDumb = this.#terminal.variable("TERM") === "dumb";
    if (!errorIsTerminal || isDumb) return false;
    this.#end = this.#terminal.repeat(this.#periodMs, () => this.#draw());
    return true;
  }

  /** Leaves the line empty, for other text. */
  clear(): void {
    if (!this.#drawn) return;
    this.#drawn = false;
    this.#terminal.writeError(CLEAR_LINE);
  }

  /** Stops and leaves the line empty; again is allowed. */
  stop(): void {
    this.#end?.();
    this.#end = undefined;
    this.clear();
  }

  #draw(): void {
    const text = this.#text();
    if (text === "") return;
    const fitting = text.slice(0, this.#terminal.columns - 1);
    this.#terminal.writeError(CLEAR_LINE + fitting);
    this.#drawn = true;
  }
}
