import {
  forgetAges,
  onAnswer,
  onBeat,
  onHeard,
  onProof,
  onTick,
  startDetector,
} from "../core/detect/detector.ts";
import type {
  DetectorOptions,
  DetectorState,
  Missed,
} from "../core/detect/detector_state.ts";
import {
  onRoundTrip,
  type Quality,
  UNKNOWN_QUALITY,
} from "../core/detect/quality.ts";
import { answerTimeoutMs } from "../core/detect/round_trip.ts";
import { confirmationMs, UNSTEADY_MS } from "../core/detect/two_stage.ts";
import type { ClientSession, SessionSign } from "../session/client_session.ts";

/** A session and the detector that follows it. */
export class LiveSession {
  readonly #session: ClientSession;
  /** Absent where the protocol has no beats. */
  #detector: DetectorState | undefined;
  #quality: Quality;

  /**
   * Begins to follow a session, with the quality of the one that it renews.
   */
  constructor(
    session: ClientSession,
    detection: DetectorOptions | undefined,
    atMs: number,
    quality: Quality = UNKNOWN_QUALITY,
  ) {
    this.#session = session;
    this.#detector = detection && startDetector(detection, atMs);
    this.#quality = quality;
  }

  /** The session. */
  get session(): ClientSession {
    return this.#session;
  }

  /** When `tick()` is due; never, where the peer was found dead. */
  get dueAtMs(): number {
    return this.#detector?.nextAtMs ?? Infinity;
  }

  /** When the next beat is due; at once, where there are none. */
  get nextBeatAtMs(): number {
    return this.#detector?.beatAtMs ?? 0;
  }

  /** How well the session answers. */
  get quality(): Quality {
    return this.#quality;
  }

  /** What an answer takes, in milliseconds; 0 where none was measured. */
  get typicalMs(): number {
    return this.#detector?.roundTrip.smoothedMs ?? 0;
  }

  /** Whether it is alive with too much delay. */
  get isDegraded(): boolean {
    return this.#quality.degraded;
  }

  /** Whether answers take so long that a silence of less says nothing. */
  get isUnsteady(): boolean {
    const { roundTrip } = this.#detector ?? {};
    const isMeasured = roundTrip !== undefined && roundTrip.smoothedMs !== null;
    return this.isDegraded ||
      isMeasured && answerTimeoutMs(roundTrip) > UNSTEADY_MS;
  }

  /** Notes bytes of the peer; gives the round-trip time that they end. */
  hear({ atMs, beats }: SessionSign): number | null {
    if (this.#detector === undefined) return null;
    if (beats === 0) this.#detector = onHeard(this.#detector, atMs);
    const { answered } = this.#detector.roundTrip;
    for (let beat = 0; beat < beats; beat++) {
      this.#detector = onAnswer(this.#detector, atMs);
    }
    const { answered: now, lastMs } = this.#detector.roundTrip;
    if (now === answered || lastMs === null) return null;
    this.noteRoundTrip(lastMs);
    return lastMs;
  }

  /** Notes how long a connection and its first answer took, or an answer. */
  noteRoundTrip(roundTripMs: number): void {
    if (this.#detector === undefined) return;
    const { intervalMs } = this.#detector.options;
    this.#quality = onRoundTrip(this.#quality, roundTripMs, intervalMs);
  }

  /**
   * Judges the silence, and writes a beat when one is due, unless there is no
   * link to write it on: what is sent in vain the system sends again and again,
   * and neighbour discovery with it.
   */
  tick(atMs: number, hasLink = true): Missed | null {
    if (this.#detector === undefined || atMs < this.dueAtMs) return null;
    const { state, beat, missed } = onTick(this.#detector, atMs);
    this.#detector = state;
    if (beat && hasLink) this.beat(atMs);
    return missed;
  }

  /** Asks at once. */
  beat(atMs: number): void {
    if (!this.#session.beat()) return;
    this.#detector &&= onBeat(this.#detector, atMs);
  }

  /** A sign from outside speaks against the suspicion. */
  prove(): void {
    this.#detector &&= onProof(this.#detector);
  }

  /** Counts from now on. */
  forgetAges(atMs: number): void {
    this.#detector &&= forgetAges(this.#detector, atMs);
  }

  /**
   * How long a look from outside may take, in milliseconds, to say something
   * before the rule is sure; `undefined` where no rule is about to be.
   */
  windowMs(atMs: number): number | undefined {
    const detector = this.#detector;
    if (detector === undefined || detector.nextAtMs === null) return undefined;
    const { options, beatAtMs, count, heardAtMs, suspectAtMs } = detector;
    const { rule, beats, misses, intervalMs } = options;
    const plainMs = beats
      ? beatAtMs + Math.max(0, misses - count) * intervalMs
      : heardAtMs + misses * intervalMs;
    const confirmedMs = rule === "two-stage"
      ? (suspectAtMs ?? atMs) + confirmationMs(detector)
      : Infinity;
    return Math.min(plainMs, confirmedMs) - atMs;
  }
}
