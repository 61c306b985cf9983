import { judgementOf } from "../core/machine/judgement.ts";
import type { Observation } from "../model/observation.ts";
import type { State, StateName } from "../model/state.ts";
import type { Verdict } from "../model/verdict.ts";
import type { ClientProtocol } from "../wire/heartbeat/heartbeat_codec.ts";
import { FreshSessions } from "./fresh_sessions.ts";
import type { LiveSession } from "./live_session.ts";
import { type DoubtAnswer, PathDoubt } from "./path_doubt.ts";
import type { PathLooks, PathQuestion } from "./path_looks.ts";
import { provesLife } from "./proves_life.ts";
import type { Happening } from "./session_owner.ts";
import { sessionLost } from "./session_verdicts.ts";
import { isOfSilence, withHistory } from "./with_history.ts";

/** A look that began earlier says nothing of now, in milliseconds. */
const MAX_LOOK_AGE_MS = 1000;

/**
 * For how long a doubt that was refuted makes the next one unsure, in
 * milliseconds: where packets get lost, silences come one after another.
 */
const UNSTEADY_MS = 30_000;

/** What a witness looks at. */
export interface PathWitnessOptions {
  /** The looks that all watchers share. */
  readonly looks: PathLooks;
  /** The path. */
  readonly question: PathQuestion;
  /** What is spoken at its end. */
  readonly protocol: Pick<ClientProtocol, "beatsFrom" | "intervalMs">;
  /** The longest that one probe may wait, in milliseconds. */
  readonly timeoutMs: number;
}

/** Whom a witness serves. */
export interface PathWitnessOwner {
  /** The state of the machine. */
  state(): State;
  /** The session that stands or may still answer, if any. */
  live(): LiveSession | undefined;
  /** What the peer of a session that ended said of that, if anything. */
  partingWords(): string | undefined;
  /** Whether the last session was held up lately, as by lost packets. */
  isUnsteady(): boolean;
  /** Whether that session closed as its peer had said it would. */
  closedInOrder(): boolean;
  /** Takes a fresh session for the answer of one that is being renewed. */
  answerRenewal(): boolean;
  /** Now, in milliseconds on the monotonic clock. */
  nowMs(): number;
  /** When this host's own network last changed, likewise. */
  changedAtMs(): number;
  /** Where the session leads whose link is lost, if it is. */
  lostTowards(): string | undefined;
  /** Takes an event through the machine. */
  post(event: Happening): void;
}

/** Looks at the path of one target, and says what that means for its state. */
export class PathWitness {
  readonly #options: PathWitnessOptions;
  readonly #owner: PathWitnessOwner;
  readonly #doubt: PathDoubt;
  /** Ends the looks when the doubt is over. */
  #doubting = new AbortController();
  /** The fresh sessions that work while the old one is in doubt. */
  readonly #fresh = new FreshSessions();
  /** Whether a look found silence where packets get lost anyway. */
  #wasSilent = false;
  /** What is wrong with a session that works nevertheless. */
  #flaw: Verdict | null = null;
  /** The state that was entered last. */
  #name: StateName = "idle";
  /** When a doubt was last refuted. */
  #refutedAtMs = -Infinity;

  /** Prepares; nothing is looked at yet. */
  constructor(options: PathWitnessOptions, owner: PathWitnessOwner) {
    const { looks, question, protocol, timeoutMs } = options;
    const { spoken } = question;
    // Who waits less for a server's own beat cannot tell a hung one.
    const beatMs = protocol.beatsFrom === "server"
      ? spoken?.intervalMs ?? protocol.intervalMs
      : 0;
    const patientMs = Math.max(timeoutMs, beatMs);
    this.#options = options;
    this.#owner = owner;
    this.#doubt = new PathDoubt(looks, question, { timeoutMs, patientMs });
  }

  /** Aborts when the doubt is over that a look was begun in. */
  get doubting(): AbortSignal {
    return this.#doubting.signal;
  }

  /** What looks have found wrong with the session that works. */
  get flaw(): Verdict | null {
    return this.#flaw;
  }

  /** Begins anew what a state begins. */
  enter(name: StateName): void {
    if (name !== "suspect") {
      this.#fresh.forget();
      this.#wasSilent = false;
    }
    if (name === "offline") this.#flaw = null;
    if (name === "online" && this.#name === "suspect") {
      this.#refutedAtMs = this.#owner.nowMs();
    }
    this.#name = name;
    if (name !== "online") return;
    this.#doubting.abort();
    this.#doubting = new AbortController();
  }

  /**
   * Looks, and tells the machine what is found, until the signal aborts. It
   * looks again where chance alone may be why: a fresh session works beside a
   * silent one, or a path that loses packets is silent once.
   */
  async look(epoch: number, signal: AbortSignal): Promise<void> {
    for (let sinceMs = this.#sinceMs(this.#owner.nowMs());;) {
      const answer = await this.#ask(epoch, sinceMs, signal);
      if (answer === undefined) return;
      sinceMs = answer.beganMs + 1;
      if (this.#mayBeChance(answer)) {
        this.#wasSilent = true;
        continue;
      }
      this.#judge(answer);
      const { epoch: now, sessionOpen } = this.#owner.state();
      if (!sessionOpen || !this.#fresh.isUndecided || epoch !== now) return;
    }
  }

  /** The first silence of a path that loses packets, where none is open. */
  #mayBeChance({ verdict, epoch }: DoubtAnswer): boolean {
    const { name, outage, sessionOpen, epoch: now } = this.#owner.state();
    const isOpen = sessionOpen && !this.#owner.closedInOrder();
    return epoch === now && name === "suspect" && outage === null &&
      !isOpen && !this.#wasSilent && this.#isUnsteady &&
      verdict !== null && isOfSilence(verdict);
  }

  /** Whether packets got lost lately, so that silence proves less. */
  get #isUnsteady(): boolean {
    const isRecent = this.#owner.nowMs() - this.#refutedAtMs < UNSTEADY_MS;
    return isRecent || this.#owner.isUnsteady();
  }

  #ask(
    epoch: number,
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<DoubtAnswer | undefined> {
    return this.#doubt.ask({
      epoch,
      sinceMs,
      signal: AbortSignal.any([this.doubting, signal]),
      lostTowards: this.#owner.lostTowards(),
      windowMs: this.#owner.state().sessionOpen
        ? this.#owner.live()?.windowMs(this.#owner.nowMs())
        : undefined,
    });
  }

  /** Looks for what is wrong with a session that works. */
  async lookForFlaw(epoch: number, signal: AbortSignal): Promise<void> {
    const sinceMs = this.#owner.nowMs() - MAX_LOOK_AGE_MS;
    const both = AbortSignal.any([this.doubting, signal]);
    const answer = await this.#doubt.ask({ epoch, sinceMs, signal: both });
    if (answer !== undefined) this.#judge(answer);
  }

  /**
   * Looks for the cause of an outage that looks in haste have not found. It
   * takes longer than the next attempt needs to begin, and is of use still.
   */
  async lookForCause(signal: AbortSignal): Promise<void> {
    const { epoch, outage } = this.#owner.state();
    const answer = await this.#doubt.ask({
      epoch,
      sinceMs: this.#sinceMs(this.#owner.nowMs()),
      isPatient: true,
      signal: AbortSignal.any([this.doubting, signal]),
    });
    const now = this.#owner.state();
    const isOver = outage === null || now.outage?.id !== outage.id;
    if (answer === undefined || isOver) return;
    this.#judge({ ...answer, epoch: now.epoch });
  }

  /** How much longer a look may take that is late, in milliseconds. */
  get lateMs(): number {
    return this.#doubt.lateMs(this.#owner.nowMs());
  }

  /** What is broken as far as the looks have found by now, if it is clear. */
  claimSoFar(): Verdict | null {
    if (this.#fresh.anyWorks) {
      return this.#remembering(
        sessionLost("The session is silent, and a fresh one works."),
        !this.#fresh.areSteady,
      );
    }
    const verdict = this.#doubt.soFar();
    return verdict !== null && isClaim(verdict)
      ? this.#remembering(verdict)
      : null;
  }

  /** A look older than the last sign of life says nothing of what is amiss. */
  #sinceMs(nowMs: number): number {
    const { lastGoodMs, attemptAtMs, outage } = this.#owner.state();
    // What a first look has still to hear is no older than that.
    const runsSinceMs = outage === null ? this.#doubt.runsSinceMs : Infinity;
    const oldestMs = Math.min(nowMs - MAX_LOOK_AGE_MS, runsSinceMs);
    // In an outage many try again; one look a second serves them all.
    const begunMs = outage === null ? attemptAtMs : -Infinity;
    const changedAtMs = this.#owner.changedAtMs();
    return Math.max(lastGoodMs, begunMs, changedAtMs, oldestMs);
  }

  #judge({ verdict, observations, epoch }: DoubtAnswer): void {
    const { name, phase, outage, sessionOpen, epoch: now } = this.#owner
      .state();
    if (epoch !== now) return;
    const works = verdict === null || judgementOf(verdict) === "works";
    if (name === "online") {
      // The session stands: only what leaves it standing can be true.
      if (works && verdict !== null) this.#findFlaw(verdict, epoch);
      return;
    }
    const isFresh = works && this.#hasAnswered(observations);
    if (isFresh || this.#isAlive(observations)) this.#owner.live()?.prove();
    const isCompared = name === "suspect" && sessionOpen &&
      this.#fresh.anyWorks;
    if (isCompared || (name === "suspect" && isFresh)) {
      this.#fresh.note(isFresh, observations, this.#owner.live()?.typicalMs);
    }
    // One session fails by the chance by which another one was silent.
    if (isCompared && (works || isOfSilence(verdict))) return;
    if (!works) return this.#claim(verdict, epoch);
    if (isFresh && this.#owner.answerRenewal()) return;
    const isDead = name === "suspect" && phase === "after-connect" &&
      !sessionOpen && outage === null && !this.#owner.closedInOrder();
    if (isDead) {
      const detail = "The session ended, and a fresh one works.";
      this.#claim(sessionLost(detail), epoch);
    } else {
      this.#owner.post({ kind: "cleared", epoch });
    }
  }

  #claim(verdict: Verdict, epoch: number): void {
    const remembered = this.#remembering(verdict);
    this.#owner.post({ kind: "verdict", verdict: remembered, epoch });
  }

  /** A cold look knows nothing of the session that was. */
  #remembering(verdict: Verdict, unsteady = false): Verdict {
    const words = this.#owner.partingWords();
    const detail = words === undefined
      ? verdict.detail
      : `${verdict.detail} ${words}`;
    return withHistory({ ...verdict, detail }, {
      spoke: this.#owner.state().phase === "after-connect",
      unsteady: unsteady || this.#isUnsteady,
    });
  }

  #findFlaw(verdict: Verdict, epoch: number): void {
    this.#flaw = verdict;
    this.#owner.post({ kind: "verdict", verdict, epoch });
  }

  /** Who promises beats must have been heard: a hung one accepts as well. */
  #hasAnswered(observations: readonly Observation[]): boolean {
    return this.#options.protocol.beatsFrom === "nobody" ||
      observations.some(({ segment, outcome }) =>
        segment === "session" && outcome === "answered"
      );
  }

  #isAlive(observations: readonly Observation[]): boolean {
    return provesLife(observations, this.#options.question.proxy !== undefined);
  }
}

function isClaim(verdict: Verdict): boolean {
  const judgement = judgementOf(verdict);
  return judgement === "claim" || judgement === "answer";
}
