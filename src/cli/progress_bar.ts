import type { Terminal } from "../io/terminal.ts";
import { plain, type Style } from "../report/style.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 100;

/** How long it stays away, in milliseconds: a short check needs none. */
const QUIET_MS = 300;

/** Cells of the bar. */
const CELLS = 24;

/** Back to the beginning of the line, and empty it (ECMA-48 EL). */
const CLEAR_LINE = "\r\x1b[K";

/** How much of a check is done, on a terminal's standard error only. */
export class ProgressBar {
  readonly #terminal: Terminal;
  readonly #style: Style;
  readonly #total: number;
  #end: (() => void) | undefined;
  #turns = 0;
  #done = 0;
  #failed = 0;
  #drawn = false;

  /** Prepares a bar that shows nothing yet. */
  constructor(terminal: Terminal, style: Style, total: number) {
    this.#terminal = terminal;
    this.#style = style;
    this.#total = total;
  }

  /** Begins to show, unless nobody could see it or the terminal is dumb. */
  start(): void {
    const { errorIsTerminal } = this.#terminal;
    if (!errorIsTerminal || this.#terminal.variable("TERM") === "dumb") return;
    this.#end = this.#terminal.repeat(PICTURE_MS, () => this.#draw());
  }

  /** Counts one more that is done. */
  add(passed: boolean): void {
    this.#done++;
    if (!passed) this.#failed++;
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
    if (this.#turns * PICTURE_MS < QUIET_MS) return;
    const share = this.#total === 0 ? 1 : this.#done / this.#total;
    const full = Math.floor(share * CELLS);
    const [on, off] = this.#style.unicode ? ["█", "░"] : ["#", "-"];
    const bar = on.repeat(full) + off.repeat(CELLS - full);
    const failed = this.#failed === 0 ? "" : `, ${this.#failed} failed`;
    const line = `${bar} ${this.#done} of ${this.#total}${failed}`;
    const fitting = line.slice(0, this.#terminal.columns - 1);
    this.#terminal.writeError(CLEAR_LINE + plain(fitting, this.#style));
    this.#drawn = true;
  }
}
