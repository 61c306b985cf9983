import type { Terminal } from "../io/terminal.ts";
import { plain, type Style } from "../report/style.ts";
import { UpdatingLine } from "./updating_line.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 100;

/** How long it stays away, in milliseconds: a short check needs none. */
const QUIET_MS = 300;

/** Cells of the bar. */
const CELLS = 24;

/** How much of a check is done, on a terminal's standard error only. */
export class ProgressBar {
  readonly #line: UpdatingLine;
  readonly #style: Style;
  readonly #total: number;
  #turns = 0;
  #done = 0;
  #failed = 0;

  /** Prepares a bar that shows nothing yet. */
  constructor(terminal: Terminal, style: Style, total: number) {
    this.#line = new UpdatingLine(terminal, PICTURE_MS, () => this.#picture());
    this.#style = style;
    this.#total = total;
  }

  /** Begins to show, unless nobody could see it or the terminal is dumb. */
  start(): void {
    this.#line.start();
  }

  /** Counts one more that is done. */
  add(passed: boolean): void {
    this.#done++;
    if (!passed) this.#failed++;
  }

  /** Stops and leaves the line empty; again is allowed. */
  stop(): void {
    this.#line.stop();
  }

  #picture(): string {
    this.#turns++;
    if (this.#turns * PICTURE_MS < QUIET_MS) return "";
    const share = this.#total === 0 ? 1 : this.#done / this.#total;
    const full = Math.floor(share * CELLS);
    const [on, off] = this.#style.unicode ? ["█", "░"] : ["#", "-"];
    const bar = on.repeat(full) + off.repeat(CELLS - full);
    const failed = this.#failed === 0 ? "" : `, ${this.#failed} failed`;
    return plain(
      `${bar} ${this.#done} of ${this.#total}${failed}`,
      this.#style,
    );
  }
}
