import type { Terminal } from "../io/terminal.ts";
import type { Style } from "../report/style.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 80;

/** How long it stays quiet, in milliseconds: most answers are there sooner. */
const QUIET_MS = 200;

const PICTURES = {
  unicode: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
  ascii: ["|", "/", "-", "\\"],
} as const;

/** Shows what is being waited for, on a terminal's standard error only. */
export class Spinner {
  readonly #terminal: Terminal;
  readonly #pictures: readonly string[];
  #timer: ReturnType<typeof setInterval> | undefined;
  #what = "";
  #turns = 0;

  /** Prepares a spinner that shows nothing yet. */
  constructor(terminal: Terminal, style: Style) {
    this.#terminal = terminal;
    this.#pictures = style.unicode ? PICTURES.unicode : PICTURES.ascii;
  }

  /** Begins to turn, unless standard error is no terminal. */
  start(): void {
    if (!this.#terminal.errorIsTerminal) return;
    this.#timer = setInterval(() => this.#draw(), PICTURE_MS);
  }

  /** Says what is being waited for. */
  show(what: readonly string[]): void {
    const [first, ...others] = what;
    this.#what = first === undefined
      ? ""
      : others.length === 0
      ? first
      : `${first} and ${others.length} more`;
  }

  /** Stops and leaves the line empty. */
  stop(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#terminal.writeError("\r\x1b[K");
  }

  #draw(): void {
    this.#turns++;
    if (this.#turns * PICTURE_MS < QUIET_MS) return;
    const picture = this.#pictures[this.#turns % this.#pictures.length];
    const line = `${picture} waiting for ${this.#what}`;
    const fitting = line.slice(0, this.#terminal.columns - 1);
    this.#terminal.writeError(`\r\x1b[K${fitting}`);
  }
}
