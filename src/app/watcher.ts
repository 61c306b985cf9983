import type { Missed } from "../core/detect/detector_state.ts";
import {
  isLocal,
  isPermanent,
  judgementOf,
} from "../core/machine/judgement.ts";
import { step } from "../core/machine/step.ts";
import type { Effect } from "../model/effect.ts";
import type { MachineEvent } from "../model/event.ts";
import type { Policy } from "../model/policy.ts";
import { INITIAL_STATE, type State } from "../model/state.ts";
import type { Transition } from "../model/transition.ts";
import type { Verdict } from "../model/verdict.ts";
import { pause } from "../probe/pause.ts";
import type { ClientSession } from "../session/client_session.ts";
import { ClockGuard } from "./clock_guard.ts";
import { OwnNetwork } from "./own_network.ts";
import type { PathQuestion } from "./path_looks.ts";
import { PathWitness } from "./path_witness.ts";
import { SessionKeeper, type SessionKeeperOptions } from "./session_keeper.ts";
import type { Happening } from "./session_owner.ts";
import type { WatchWorld } from "./watch_world.ts";

/** What one watcher is to do. */
export interface WatcherOptions extends SessionKeeperOptions {
  /** The world, and what the watchers of one process share. */
  readonly world: WatchWorld;
  /** The path that is looked at when something is amiss. */
  readonly question: PathQuestion;
  /** The numbers of the state machine. */
  readonly policy: Policy;
  /** Is told of each move. */
  readonly onTransition: (transition: Transition) => void;
}

/**
 * How long a first attempt may take before the path is looked at beside it, in
 * milliseconds: on a healthy one nothing more is sent.
 */
const FIRST_LOOK_MS = 100;

/** Longest time between two looks at the clocks, in milliseconds. */
const SCAN_MS = 1000;

/**
 * Runs the state machine of one target: everything that happens becomes an
 * event, and what the machine asks for is done.
 */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #ended = new AbortController();
  readonly #failed = Promise.withResolvers<never>();
  readonly #work = new Set<Promise<void>>();
  readonly #clocks: ClockGuard;
  readonly #network: OwnNetwork;
  readonly #witness: PathWitness;
  #state: State = INITIAL_STATE;
  readonly #keeper: SessionKeeper;
  #wait = new AbortController();
  #scouting = new AbortController();
  #nap = new AbortController();

  /** Prepares; nothing is done before `run()`. */
  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#clocks = new ClockGuard(options.world.io.clock);
    this.#network = new OwnNetwork(options.world, {
      onChange: (kind) => this.#post({ kind }),
      start: (work) => this.#start(work),
    });
    const { looks } = options.world;
    this.#witness = new PathWitness({ ...options, looks }, {
      state: () => this.#state,
      live: () => this.#keeper.live,
      partingWords: () => this.#keeper.partingWords,
      isUnsteady: () => this.#keeper.isUnsteady,
      closedInOrder: () => this.#keeper.closedInOrder,
      answerRenewal: () => this.#keeper.answerRenewal(),
      nowMs: () => this.#nowMs(),
      changedAtMs: () => this.#network.changedAtMs,
      lostTowards: () => this.#network.lostTowards,
      post: (event) => this.#post(event),
    });
    this.#keeper = new SessionKeeper(options, {
      epoch: () => this.#state.epoch,
      isOnline: () => this.#state.name === "online",
      isInOutage: () => this.#state.outage !== null,
      post: (event) => this.#post(event),
      start: (work) => this.#start(work),
      onSession: (session) => {
        this.#nap.abort();
        this.#start(this.#network.learn(session, this.#ended.signal));
      },
      onAddressFailed: () => this.#lookForFlaw(),
      flaw: () => this.#witness.flaw,
    });
    this.#failed.promise.catch(() => {});
  }

  /** Watches until the signal aborts; the last move is to `stopped`. */
  async run(signal: AbortSignal): Promise<void> {
    const { io, links, scouts } = this.#options.world;
    const stop = () => this.#post({ kind: "stop" });
    signal.addEventListener("abort", stop, { once: true });
    try {
      this.#network.listen(this.#ended.signal);
      const seed = Math.floor(io.random() * 2 ** 32);
      this.#post({ kind: "start", seed });
      if (signal.aborted) stop();
      await Promise.race([this.#scan(), this.#failed.promise]);
    } finally {
      signal.removeEventListener("abort", stop);
      this.#release();
      await Promise.allSettled([...this.#work, links.ended(), scouts.ended()]);
    }
  }

  /** Takes the cause of an outage, be it over, from somebody who saw it. */
  reclassify(outage: number, verdict: Verdict): void {
    this.#post({ kind: "reclassified", outage, verdict });
  }

  #post(event: Happening): void {
    if (this.#state.name === "stopped") return;
    const atMs = Math.max(this.#state.atMs, event.atMs ?? this.#nowMs());
    const before = this.#state.name;
    const { policy, onTransition } = this.#options;
    const result = step(this.#state, { ...event, atMs }, policy);
    this.#state = result.state;
    if (result.state.name !== before) this.#changeState();
    for (const transition of result.transitions) onTransition(transition);
    for (const effect of result.effects) this.#run(effect, event.kind);
  }

  #changeState(): void {
    const { name, verdict } = this.#state;
    this.#witness.enter(name);
    const isAsked = this.#options.protocol.beatsFrom !== "server";
    // A scout may wait already for the beat that an attempt would wait for.
    if (isAsked || name !== "connecting") this.#scouting.abort();
    if (name !== "offline") return;
    if (verdict === null || judgementOf(verdict) === "withheld") {
      this.#start(this.#witness.lookForCause(this.#ended.signal));
    }
    if (verdict !== null && isPermanent(verdict)) return;
    this.#scouting = new AbortController();
    this.#options.world.scouts.watch({
      attempt: this.#options,
      isCut: (signal) => this.#network.isCut(signal),
      onRecovered: (session) => this.#recover(session),
    }, this.#scouting.signal);
  }

  /** A scout has found the target back, and may have brought a session. */
  #recover(session: ClientSession | undefined): void {
    if (session === undefined) return this.#post({ kind: "path-regained" });
    this.#keeper.cancelAttempt();
    this.#keeper.adopt(session, this.#state.epoch);
    // Nobody has told how the other addresses of a name did.
    if (this.#options.question.target.host.family === 0) this.#lookForFlaw();
  }

  #lookForFlaw(): void {
    const { name, epoch } = this.#state;
    if (name !== "online") return;
    this.#start(this.#witness.lookForFlaw(epoch, this.#ended.signal));
  }

  #run(effect: Effect, because: MachineEvent["kind"]): void {
    switch (effect.kind) {
      case "connect":
        return this.#start(this.#connect(effect));
      case "cancel-attempt":
        return this.#keeper.cancelAttempt();
      case "wait":
        return this.#start(this.#waitFor(effect));
      case "probe-path":
        return this.#start(this.#probe(effect, because === "start"));
      case "beat":
        if (because === "path-lost" && this.#network.isLinkLost) return;
        return this.#keeper.live?.beat(this.#nowMs());
      case "forget-ages":
        return this.#keeper.live?.forgetAges(this.#nowMs());
      case "close-old-session":
        return this.#keeper.closeSession();
      case "release":
        return this.#release();
    }
  }

  /** Judges silence and clocks whenever something is due. */
  async #scan(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      this.#nap = new AbortController();
      const scanAtMs = this.#nowMs() + SCAN_MS;
      await this.#until(
        Math.min(scanAtMs, this.#keeper.live?.dueAtMs ?? Infinity),
        this.#nap.signal,
      );
      if (signal.aborted) return;
      if (this.#clocks.jumped()) this.#post({ kind: "clock-jumped" });
      const hasLink = !this.#isOwnOutage() || !this.#network.isLinkLost;
      const missed = this.#keeper.live?.tick(this.#nowMs(), hasLink);
      if (missed) this.#miss(missed);
    }
  }

  /** At the last miss, a look that is late may still say why. */
  #miss(missed: Missed): void {
    const isLast = missed.last && this.#state.name === "suspect";
    if (!isLast) return this.#post({ kind: "beats-missed", ...missed });
    const { lateMs } = this.#witness;
    if (lateMs === 0) return this.#missLast(missed);
    this.#start(this.#missUnlessToldBy(this.#nowMs() + lateMs, missed));
  }

  async #missUnlessToldBy(atMs: number, missed: Missed): Promise<void> {
    const { epoch, lastGoodMs } = this.#state;
    if (!await this.#until(atMs, this.#ended.signal)) return;
    const { name, ...now } = this.#state;
    const isSame = now.epoch === epoch && now.lastGoodMs === lastGoodMs;
    if (name === "suspect" && isSame) this.#missLast(missed);
  }

  /** What the looks have found by then is said first. */
  #missLast(missed: Missed): void {
    if (this.#keeper.giveUpRenewal()) return;
    const { epoch } = this.#state;
    const verdict = this.#witness.claimSoFar();
    if (verdict !== null) this.#post({ kind: "verdict", verdict, epoch });
    this.#post({ kind: "beats-missed", ...missed });
  }

  #connect(effect: Effect): Promise<void> {
    return this.#isOwnOutage()
      ? this.#connectUnlessCut(effect)
      : this.#keeper.connect(effect);
  }

  async #connectUnlessCut(effect: Effect): Promise<void> {
    const { epoch } = effect;
    const isCut = await this.#network.isCut(this.#ended.signal);
    if (epoch !== this.#state.epoch) return;
    if (!isCut) return await this.#keeper.connect(effect);
    this.#keeper.cancelAttempt();
    this.#post({ kind: "attempt-failed", epoch });
  }

  /** Whether the outage is of this host's own link or network. */
  #isOwnOutage(): boolean {
    const { outage, verdict } = this.#state;
    return outage !== null && verdict !== null && isLocal(verdict);
  }

  async #waitFor({ epoch, dueAtMs }: Effect): Promise<void> {
    this.#wait.abort();
    const { signal } = this.#wait = new AbortController();
    if (!await this.#until(dueAtMs, signal)) return;
    if (this.#state.retryAtMs === null) return;
    this.#post({ kind: "retry-due", epoch });
  }

  async #probe({ epoch }: Effect, isFirst: boolean): Promise<void> {
    if (isFirst) {
      const dueMs = this.#nowMs() + FIRST_LOOK_MS;
      if (!await this.#until(dueMs, this.#witness.doubting)) return;
      if (this.#state.name !== "connecting") return;
    }
    const isCut = this.#isOwnOutage() &&
      await this.#network.isCut(this.#ended.signal);
    if (isCut) return;
    await this.#witness.look(epoch, this.#ended.signal);
  }

  #release(): void {
    this.#ended.abort();
    this.#scouting.abort();
    this.#keeper.release();
  }

  /** Waits until a time; `false` where the wait or the watch was ended. */
  async #until(atMs: number, signal: AbortSignal): Promise<boolean> {
    const both = AbortSignal.any([signal, this.#ended.signal]);
    const waitMs = Math.max(0, atMs - this.#nowMs());
    return await pause(this.#options.world.io, waitMs, both) &&
      !this.#ended.signal.aborted;
  }

  /** Work beside the rest; what it throws is a bug, and ends the watch. */
  #start(work: Promise<void>): void {
    const done = work.catch((error: unknown) => this.#failed.reject(error))
      .finally(() => this.#work.delete(done));
    this.#work.add(done);
  }

  #nowMs(): number {
    return this.#options.world.io.clock.monotonicMs();
  }
}
