import {
  onAnswer,
  onBeat,
  onTick,
  startDetector,
} from "../../src/core/detect/detector.ts";
import type {
  DetectorOptions,
  DetectorState,
  Missed,
} from "../../src/core/detect/detector_state.ts";
import type { Connection } from "./stream.ts";
import type { Cancel, World } from "./world.ts";

/** What a session tells. */
export interface SessionReport {
  readonly onAnswer: (atMs: number) => void;
  readonly onMissed: (missed: Missed, atMs: number) => void;
}

/** A connection that stands, and the detector that follows it. */
export class Session {
  /** Beats that were written. */
  beats = 0;
  /** Ticks that came too late to judge. */
  lates = 0;
  readonly #world: World;
  readonly #connection: Connection;
  readonly #report: SessionReport;
  readonly #answers: Cancel[] = [];
  #detector: DetectorState;
  #tickAtMs: number | null = null;
  #cancelTick: Cancel = () => {};

  constructor(
    world: World,
    connection: Connection,
    options: DetectorOptions,
    report: SessionReport,
  ) {
    this.#world = world;
    this.#connection = connection;
    this.#report = report;
    this.#detector = startDetector(options, world.nowMs);
    this.#schedule();
  }

  /** The detector. */
  get detector(): DetectorState {
    return this.#detector;
  }

  /** Tells the detector something. */
  update(change: (detector: DetectorState) => DetectorState): void {
    this.#detector = change(this.#detector);
    this.#schedule();
  }

  /** Writes a beat. */
  beat(): void {
    const { nowMs } = this.#world;
    this.beats++;
    this.update((detector) => onBeat(detector, nowMs));
    const answerMs = this.#connection.beat(nowMs);
    this.#answers.push(this.#world.onArrival(answerMs, (atMs) => {
      this.#answers.shift();
      this.update((detector) => onAnswer(detector, atMs));
      this.#report.onAnswer(atMs);
    }));
  }

  /** Ends it. */
  close(): void {
    this.#cancelTick();
    for (const cancel of this.#answers) cancel();
  }

  #tick(atMs: number): void {
    const { state, beat, missed, late } = onTick(this.#detector, atMs);
    this.#tickAtMs = null;
    this.update(() => state);
    if (late) this.lates++;
    if (beat) this.beat();
    if (missed !== null) this.#report.onMissed(missed, atMs);
  }

  #schedule(): void {
    const { nextAtMs } = this.#detector;
    if (nextAtMs === this.#tickAtMs) return;
    this.#cancelTick();
    this.#tickAtMs = nextAtMs;
    if (nextAtMs === null) return;
    this.#cancelTick = this.#world.onTime(nextAtMs, (atMs) => this.#tick(atMs));
  }
}
