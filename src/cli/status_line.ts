import type { Terminal } from "../io/terminal.ts";
import type { StateName } from "../model/state.ts";
import { plain, type Style } from "../report/style.ts";
import { sparkline } from "../report/sparkline.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 250;

/** Most round-trip times in the graph. */
const MAX_GRAPH = 30;

/** Back to the beginning of the line, and empty it (ECMA-48 EL). */
const CLEAR_LINE = "\r\x1b[K";

/** One updating line on a terminal's standard error: state, time and graph. */
export class StatusLine {
  readonly #terminal: Terminal;
  readonly #style: Style;
  readonly #states = new Map<string, StateName>();
  #roundTrips: number[] = [];
  #end: (() => void) | undefined;
  #drawn = false;

  /** Prepares a line that shows nothing yet. */
  constructor(terminal: Terminal, style: Style) {
    this.#terminal = terminal;
    this.#style = style;
  }

  /** Begins to show, unless nobody could see it or the terminal is dumb. */
  start(): void {
    const { errorIsTerminal } = this.#terminal;
    if (!errorIsTerminal || this.#terminal.variable("TERM") === "dumb") return;
    this.#end = this.#terminal.repeat(PICTURE_MS, () => this.#draw());
  }

  /** Notes the state of a target. */
  show(target: string, state: StateName): void {
    this.#states.set(target, state);
  }

  /** Notes a round-trip time, in milliseconds. */
  add(roundTripMs: number): void {
    this.#roundTrips = [...this.#roundTrips, roundTripMs].slice(-MAX_GRAPH);
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
    const last = this.#roundTrips.at(-1);
    const time = last === undefined ? "" : ` ${last.toFixed(1)} ms `;
    const line = this.#summary() + time +
      sparkline(this.#roundTrips, this.#style);
    const fitting = line.slice(0, this.#terminal.columns - 1);
    this.#terminal.writeError(CLEAR_LINE + plain(fitting, this.#style));
    this.#drawn = true;
  }

  #summary(): string {
    const states = [...this.#states.values()];
    if (states.length <= 1) return states[0] ?? "";
    const online = states.filter((state) => state === "online").length;
    return `${online} of ${states.length} online`;
  }
}
