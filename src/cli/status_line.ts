import type { Terminal } from "../io/terminal.ts";
import type { StateName } from "../model/state.ts";
import { plain, type Style } from "../report/style.ts";
import { sparkline } from "../report/sparkline.ts";
import { UpdatingLine } from "./updating_line.ts";

/** Time between two pictures, in milliseconds. */
const PICTURE_MS = 250;

/** Most round-trip times in the graph. */
const MAX_GRAPH = 30;

/** One updating line on a terminal's standard error: state, time and graph. */
export class StatusLine {
  readonly #style: Style;
  readonly #line: UpdatingLine;
  readonly #states = new Map<string, StateName>();
  #roundTrips: number[] = [];

  /** Prepares a line that shows nothing yet. */
  constructor(terminal: Terminal, style: Style) {
    this.#style = style;
    this.#line = new UpdatingLine(terminal, PICTURE_MS, () => this.#text());
  }

  /** Begins to show, unless nobody could see it or the terminal is dumb. */
  start(): void {
    this.#line.start();
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
    this.#line.clear();
  }

  /** Stops and leaves the line empty; again is allowed. */
  stop(): void {
    this.#line.stop();
  }

  #text(): string {
    const last = this.#roundTrips.at(-1);
    const time = last === undefined ? "" : ` ${last.toFixed(1)} ms `;
    const graph = sparkline(this.#roundTrips, this.#style);
    return plain(this.#summary() + time + graph, this.#style);
  }

  #summary(): string {
    const states = [...this.#states.values()];
    if (states.length <= 1) return states[0] ?? "";
    const online = states.filter((state) => state === "online").length;
    return `${online} of ${states.length} online`;
  }
}
