import type { Terminal } from "../io/terminal.ts";
import type { WaitedTarget } from "../model/wait_result.ts";
import { plain, type Style } from "../report/style.ts";
import { waitLine, waitSummary } from "../report/wait_text.ts";
import { waitWords } from "../report/wait_words.ts";
import { UpdatingLine } from "./updating_line.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 100;

/** Pictures after which another target comes first, for lines that are cut. */
const PICTURES_EACH = 20;

/**
 * Says on standard error what is being waited for. On a terminal one line is
 * kept up to date; elsewhere a line is written whenever that changes.
 */
export class WaitProgress {
  readonly #terminal: Terminal;
  readonly #style: Style;
  readonly #line: UpdatingLine;
  readonly #targets = new Map<string, WaitedTarget>();
  readonly #said = new Map<string, string>();
  readonly #count: number;
  #turns = 0;
  #updates = false;

  /**
   * Prepares; nothing is shown yet.
   *
   * @param terminal Where it stands.
   * @param style How it may look.
   * @param count How many targets there are.
   */
  constructor(terminal: Terminal, style: Style, count: number) {
    this.#terminal = terminal;
    this.#style = style;
    this.#count = count;
    this.#line = new UpdatingLine(terminal, PICTURE_MS, () => this.#text());
  }

  /** Begins to show. */
  start(): void {
    this.#updates = this.#line.start();
  }

  /** Takes how it stands with a target. */
  show(waited: WaitedTarget): void {
    const { target, ready } = waited;
    this.#targets.set(target, waited);
    if (!this.#updates || ready || this.#said.has(target)) this.#say(waited);
  }

  /**
   * Stops, with the line empty.
   *
   * @param isCut Whether nobody else will say what was being waited for.
   */
  stop(isCut: boolean): void {
    this.#line.stop();
    if (!isCut) return;
    for (const waited of this.#targets.values()) this.#say(waited);
  }

  #say(waited: WaitedTarget): void {
    const words = waitWords(waited);
    if (this.#said.get(waited.target) === words) return;
    this.#said.set(waited.target, words);
    this.#line.clear();
    this.#terminal.writeError(waitLine(waited, this.#style));
  }

  #text(): string {
    const sinceMs = ++this.#turns * PICTURE_MS;
    const all = [...this.#targets.values()];
    const first = Math.floor(this.#turns / PICTURES_EACH) % (all.length || 1);
    const targets = [...all.slice(first), ...all.slice(0, first)];
    const count = this.#count;
    return plain(waitSummary({ targets, count, sinceMs }), this.#style);
  }
}
