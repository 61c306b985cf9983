import { forgetAges, onProof } from "../../src/core/detect/detector.ts";
import type {
  DetectorOptions,
  Missed,
} from "../../src/core/detect/detector_state.ts";
import { confirmationMs } from "../../src/core/detect/two_stage.ts";
import { step } from "../../src/core/machine/step.ts";
import type { Effect } from "../../src/model/effect.ts";
import type { MachineEvent, ResultEvent } from "../../src/model/event.ts";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import { DEFAULT_POLICY } from "../../src/model/policy.ts";
import { INITIAL_STATE, type State } from "../../src/model/state.ts";
import type { Transition } from "../../src/model/transition.ts";
import { verdictOf } from "../core/machine/samples.ts";
import type { Link } from "./link.ts";
import { Look } from "./look.ts";
import { Session } from "./session.ts";
import { connectedMs, Connection } from "./stream.ts";
import type { Cancel, World } from "./world.ts";

/** How long one attempt may take, in milliseconds. */
const ATTEMPT_MS = 2000;

/** Where and how to watch. */
export interface WatcherOptions {
  readonly world: World;
  readonly link: Link;
  readonly detector: DetectorOptions;
  /** From when on the application answers nothing, though its host does. */
  readonly hungFromMs?: number;
  /** Whether suspicions are looked into from outside the session. */
  readonly looks?: boolean;
}

/**
 * Watches one target in virtual time: the detector and the machine are the
 * real ones; connections, looks and the clock are simulated. Where the last
 * beat is missed while a fresh connection answers, that one takes over.
 */
export class Watcher {
  /** The moves of the machine. */
  readonly transitions: Transition[] = [];
  readonly #options: WatcherOptions;
  readonly #world: World;
  #state: State = INITIAL_STATE;
  #session: Session | null = null;
  #fresh: Connection | null = null;
  #look: Look | null = null;
  #cancelAttempt: Cancel = () => {};
  #cancelWait: Cancel = () => {};
  #beats = 0;
  #lates = 0;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#world = options.world;
  }

  /** Beats that were written. */
  get beats(): number {
    return this.#beats + (this.#session?.beats ?? 0);
  }

  /** Ticks that came too late to judge. */
  get lates(): number {
    return this.#lates + (this.#session?.lates ?? 0);
  }

  /** When the plain rule would find the session dead, if nothing comes. */
  get plainDueMs(): number {
    const detector = this.#session?.detector;
    if (detector === undefined) return NaN;
    const { beatAtMs, count, options: { intervalMs, misses } } = detector;
    return beatAtMs + (misses - count) * intervalMs;
  }

  /** Begins; the seed is that of the reconnect delays. */
  start(seed: number): void {
    this.#step({ kind: "start", atMs: this.#world.nowMs, seed });
  }

  #step(event: MachineEvent): void {
    const before = this.#state;
    const { state, transitions, effects } = step(before, event, DEFAULT_POLICY);
    this.#state = state;
    this.transitions.push(...transitions);
    for (const effect of effects) this.#run(effect);
    if (before.name !== "online" && state.name === "online") this.#endLook();
  }

  #run(effect: Effect): void {
    switch (effect.kind) {
      case "connect":
        return this.#connect(effect);
      case "cancel-attempt":
        return this.#cancelAttempt();
      case "wait":
        return this.#wait(effect);
      case "probe-path":
        return this.#probe(effect);
      case "beat":
        return this.#session?.beat();
      case "forget-ages":
        return this.#session?.update((detector) =>
          forgetAges(detector, this.#world.nowMs)
        );
      case "close-old-session":
        return this.#close();
      case "release":
        throw new TypeError("Cannot release as no watch here is stopped");
    }
  }

  #connect({ epoch, dueAtMs }: Effect): void {
    this.#cancelAttempt();
    this.#cancelAttempt = this.#world.onTime(dueAtMs, (nowMs) => {
      const connection = this.#newConnection();
      const standsMs = connectedMs(this.#options.link, nowMs);
      const answerMs = connection.beat(standsMs);
      const cancels = [
        this.#world.onArrival(answerMs, (atMs) => {
          this.#cancelAttempt();
          this.#adopt(connection, { atMs, epoch });
        }),
        this.#world.onTime(nowMs + ATTEMPT_MS, (atMs) => {
          this.#cancelAttempt();
          this.#step({ kind: "attempt-failed", atMs, epoch });
        }),
      ];
      this.#cancelAttempt = () => cancels.forEach((cancel) => cancel());
    });
  }

  #adopt(connection: Connection, result: ResultEvent): void {
    this.#step({ kind: "connected", verdict: null, ...result });
    this.#close();
    this.#session = new Session(
      this.#world,
      connection,
      this.#options.detector,
      {
        onAnswer: (atMs) => this.#step({ kind: "answered", atMs }),
        onMissed: (missed, atMs) => this.#miss(missed, atMs),
      },
    );
  }

  #miss(missed: Missed, atMs: number): void {
    const { epoch, name } = this.#state;
    if (missed.last && name === "suspect" && this.#fresh !== null) {
      this.#adopt(this.#fresh, { atMs, epoch });
    } else {
      this.#step({ kind: "beats-missed", atMs, ...missed });
    }
  }

  #wait({ epoch, dueAtMs }: Effect): void {
    this.#cancelWait();
    this.#cancelWait = this.#world.onTime(dueAtMs, (atMs) => {
      if (epoch !== this.#state.epoch) return;
      this.#step({ kind: "retry-due", atMs, epoch });
    });
  }

  #probe({ epoch }: Effect): void {
    const { link, looks = true } = this.#options;
    if (!looks) return;
    this.#endLook();
    const connect = () => this.#newConnection();
    this.#look = new Look(this.#world, link, connect, {
      onProof: () => this.#session?.update(onProof),
      onFresh: (connection) => {
        this.#fresh = connection;
      },
      onEnd: (mode) => this.#judge(mode, epoch),
    });
    const detector = this.#session?.detector;
    this.#look.start(detector ? confirmationMs(detector) : ATTEMPT_MS);
  }

  #judge(mode: FailureMode | null, epoch: number): void {
    const result = { atMs: this.#world.nowMs, epoch };
    this.#step(
      mode === null
        ? { kind: "cleared", ...result }
        : { kind: "verdict", verdict: verdictOf(mode), ...result },
    );
  }

  #endLook(): void {
    this.#look?.cancel();
    this.#look = null;
    this.#fresh = null;
  }

  #close(): void {
    this.#beats = this.beats;
    this.#lates = this.lates;
    this.#session?.close();
    this.#session = null;
  }

  #newConnection(): Connection {
    return new Connection(this.#options.link, this.#options.hungFromMs);
  }
}
