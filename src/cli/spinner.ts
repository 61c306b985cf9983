import type { Terminal } from "../io/terminal.ts";
import { scrub } from "../model/scrub.ts";
import type { Style } from "../report/style.ts";
import { UpdatingLine } from "./updating_line.ts";

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
  readonly #line: UpdatingLine;
  readonly #pictures: readonly string[];
  #what: readonly string[] = [];
  #turns = 0;

  /** Prepares a spinner that shows nothing yet. */
  constructor(terminal: Terminal, style: Style) {
    this.#line = new UpdatingLine(terminal, PICTURE_MS, () => this.#text());
    this.#pictures = style.unicode ? PICTURES.unicode : PICTURES.ascii;
  }

  /** Begins to turn, unless nobody could see it or the terminal is dumb. */
  start(): void {
    this.#line.start();
  }

  /** Says what is being waited for. */
  show(what: readonly string[]): void {
    if (what.length > 0) this.#what = what;
  }

  /** Stops and leaves the line empty; again is allowed. */
  stop(): void {
    this.#line.stop();
  }

  #text(): string {
    this.#turns++;
    const [first, ...others] = this.#what;
    if (this.#turns * PICTURE_MS < QUIET_MS || first === undefined) return "";
    const picture = this.#pictures[this.#turns % this.#pictures.length];
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return `${picture} waiting for ${scrub(first)}${more}`;
  }
}
