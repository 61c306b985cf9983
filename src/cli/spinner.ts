import type { Terminal } from "../io/terminal.ts";
import { scrub } from "../model/scrub.ts";
import type { Style } from "../report/style.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 80;

/** How long it stays quiet, in milliseconds: most answers are there sooner. */
const QUIET_MS = 200;

const PICTURES = {
  unicode: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
  ascii: ["|", "/", "-", "\\"],
} as const;

/** Back to the beginning of the line, and empty it (ECMA-48 EL). */
const CLEAR_LINE = "\r\x1b[K";

/** Shows what is being waited for, on a terminal's standard error only. */
export class Spinner {
  readonly #terminal: Terminal;
  readonly #pictures: readonly string[];
  #end: (() => void) | undefined;
  #what = "";
  #turns = 0;
  #drawn = false;

  /** Prepares a spinner that shows nothing yet. */
  constructor(terminal: Terminal, style: Style) {
    this.#terminal = terminal;
    this.#pictures = style.unicode ? PICTURES.unicode : PICTURES.ascii;
  }

  /** Begins to turn, unless nobody could see it or the terminal is dumb. */
  start(): void {
    const { errorIsTerminal } = this.#terminal;
    if (!errorIsTerminal || this.#terminal.variable("TERM") === "dumb") return;
    this.#end = this.#terminal.repeat(PICTURE_MS, () => this.#draw());
  }

  /** Says what is being waited for. */
  show(what: readonly string[]): void {
    const [first, ...others] = what;
    if (first === undefined) return;
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    this.#what = scrub(first) + more;
  }

  /** Stops and leaves the line empty; again is allowed. */
  stop(): void {
    this.#end?.();
    this.#end = undefined;
    if (!this.#drawn) return;
    this.#drawn = false;
    this.#terminal.writeError(CLEAR_LINE);
  }

  #draw(): void {
    this.#turns++;
    if (this.#turns * PICTURE_MS < QUIET_MS || this.#what === "") return;
    const picture = this.#pictures[this.#turns % this.#pictures.length];
    const line = `${picture} waiting for ${this.#what}`;
    const fitting = line.slice(0, this.#terminal.columns - 1);
    this.#terminal.writeError(CLEAR_LINE + fitting);
    this.#drawn = true;
  }
}
