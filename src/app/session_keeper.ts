import type { DetectorOptions } from "../core/detect/detector_state.ts";
import type { Effect } from "../model/effect.ts";
import { pause } from "../probe/pause.ts";
import type {
  ClientSession,
  SessionEnding,
} from "../session/client_session.ts";
import {
  type AttemptContext,
  type AttemptIo,
  type AttemptOptions,
  attemptSession,
} from "./attempt.ts";
import { LiveSession } from "./live_session.ts";
import type { SessionOwner } from "./session_owner.ts";
import { degradedSession } from "./session_verdicts.ts";

/**
 * How long each stage of a renewal that nobody announced may take, in
 * milliseconds: an end is to be named within 200 ms.
 */
const QUIET_RENEWAL_MS = 150;

/**
 * How long a session that answers in an outage has to stand until it counts, in
 * milliseconds: behind what lay in a proxy that stood still its end may lie.
 */
const LAST_WORDS_MS = 30;

/** How sessions are had and followed. */
export interface SessionKeeperOptions extends AttemptOptions {
  /** The world. */
  readonly world: { readonly io: AttemptIo };
  /** By which rule silence is judged; absent where nobody beats. */
  readonly detection?: DetectorOptions;
  /** The longest wait of one stage of an attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** Is told of each round-trip time, in milliseconds. */
  readonly onRoundTrip?: ((roundTripMs: number) => void) | undefined;
}

/** Keeps the session of one target: makes attempts, and follows what comes. */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  readonly #owner: SessionOwner;
  readonly #ended = new AbortController();
  #attempt = new AbortController();
  #live: LiveSession | undefined;
  /** When a session was last renewed whose end nobody had announced. */
  #quietAtMs = -Infinity;
  /** The attempt that goes on in the place of a session that was to close. */
  #renewal: AbortController | undefined;
  /** Whether answers of the session before were held up. */
  #wasUnsteady = false;
  /** What the peer of the last session said when it ended it. */
  #partingWords: string | undefined;
  /** Whether it was told that the session is degraded. */
  #isDegraded = false;

  /** Has no session yet. */
  constructor(options: SessionKeeperOptions, owner: SessionOwner) {
    this.#options = options;
    this.#owner = owner;
  }

  /** The session that stands or may still answer, if any. */
  get live(): LiveSession | undefined {
    return this.#live;
  }

  /** What the peer of the session that ended said of that, if anything. */
  get partingWords(): string | undefined {
    return this.#partingWords;
  }

  /** Whether answers of the last session were held up, as by lost packets. */
  get isUnsteady(): boolean {
    return this.#live?.isUnsteady ?? this.#wasUnsteady;
  }

  /** Whether the last session closed as its peer had said it would. */
  get closedInOrder(): boolean {
    return this.#renewal !== undefined;
  }

  /**
   * Takes a fresh session that answered for the answer of the one that goes on
   * in the place of the last: where each beat has its own connection, they are
   * the same. That one is tried again, since another was faster.
   *
   * @returns Whether a session was being renewed so.
   */
  answerRenewal(): boolean {
    if (this.#live === undefined || !this.closedInOrder) return false;
    const atMs = this.#options.world.io.clock.monotonicMs();
    this.#live.hear({ atMs, beats: 1 });
    this.#renewal?.abort();
    this.#answer(atMs);
    return true;
  }

  /**
   * Gives up to go on in the place of a session that closed, where packets get
   * lost: no beat is unanswered on a connection that is not open yet, and how
   * the path is, a look has to say.
   *
   * @returns Whether a session was being renewed so.
   */
  giveUpRenewal(): boolean {
    if (this.#live === undefined || !this.closedInOrder) return false;
    if (!this.isUnsteady) return false;
    this.#leave();
    this.#renewal?.abort();
    this.#owner.post({ kind: "session-ended", cause: "session-closed" });
    return true;
  }

  /** Makes one attempt when it is due, in place of any in flight. */
  async connect({ epoch, dueAtMs }: Effect): Promise<void> {
    const { io } = this.#options.world;
    this.#attempt.abort();
    const { signal } = this.#attempt = new AbortController();
    const waitMs = Math.max(0, dueAtMs - io.clock.monotonicMs());
    if (waitMs > 0 && !await pause(io, waitMs, signal)) return;
    let others = Promise.resolve(false);
    const session = await this.#tryOnce(signal, {
      onOthers: (haveFailed) => {
        others = haveFailed;
      },
    });
    if (signal.aborted || epoch !== this.#owner.epoch()) {
      session?.close();
    } else if (session === undefined) {
      this.#owner.post({ kind: "attempt-failed", epoch });
    } else {
      this.adopt(session, epoch);
    }
    this.#owner.start(this.#compare(others, session));
  }

  /** Goes on with a session in place of any other. */
  adopt(session: ClientSession, epoch: number): void {
    this.#owner.post({ kind: "connected", verdict: null, epoch });
    this.closeSession();
    this.#follow(session);
  }

  /** Ends the attempt in flight, if there is one. */
  cancelAttempt(): void {
    this.#attempt.abort();
  }

  /** Closes the session, if there is one. */
  closeSession(): void {
    this.#live?.session.close();
    this.#leave();
  }

  /** Ends everything. */
  release(): void {
    this.#ended.abort();
    this.#attempt.abort();
    this.closeSession();
  }

  /** Follows nobody any more. */
  #leave(): void {
    this.#wasUnsteady = this.isUnsteady;
    this.#live = undefined;
  }

  #tryOnce(
    signal: AbortSignal,
    more: Partial<Pick<AttemptContext, "onOthers" | "timeoutMs">> = {},
  ): Promise<ClientSession | undefined> {
    const { world: { io }, timeoutMs } = this.#options;
    const both = AbortSignal.any([signal, this.#ended.signal]);
    const context = { io, signal: both, timeoutMs, ...more };
    return attemptSession(this.#options, context);
  }

  /** The session does not wait for the addresses that led nowhere. */
  async #compare(
    others: Promise<boolean>,
    session: ClientSession | undefined,
  ): Promise<void> {
    if (!await others || this.#live?.session !== session) return;
    if (this.#live !== undefined) this.#owner.onAddressFailed();
  }

  /** Follows a session, which may go on in the place of one that closed. */
  #follow(session: ClientSession, renewed?: LiveSession): void {
    if (this.#ended.signal.aborted) return session.close();
    const { detection, onRoundTrip, world: { io } } = this.#options;
    const atMs = io.clock.monotonicMs();
    const live = new LiveSession(session, detection, atMs, renewed?.quality);
    this.#live = live;
    this.#renewal = undefined;
    this.#partingWords = undefined;
    this.#isDegraded &&= renewed !== undefined;
    this.#owner.onSession(session);
    const { openingMs } = session;
    if (openingMs !== undefined) onRoundTrip?.(openingMs);
    session.listen({
      onSign: (sign) => {
        const roundTripMs = live.hear(sign);
        if (!this.#owner.isInOutage()) this.#answer(sign.atMs);
        else this.#owner.start(this.#answerUnlessLast(live, sign.atMs));
        if (roundTripMs === null) return;
        onRoundTrip?.(roundTripMs);
        this.#judgeQuality(live);
      },
      onEnd: (ending) => this.#onEnd(live, ending),
    });
  }

  #answer(atMs: number): void {
    this.#owner.post({ kind: "answered", atMs });
  }

  async #answerUnlessLast(live: LiveSession, atMs: number): Promise<void> {
    const { io } = this.#options.world;
    const hasStood = await pause(io, LAST_WORDS_MS, this.#ended.signal);
    if (hasStood && this.#live === live) this.#answer(atMs);
  }

  /** Tells once that a session that works got slow, and once that it is well. */
  #judgeQuality(live: LiveSession): void {
    if (!this.#owner.isOnline() || live.isDegraded === this.#isDegraded) return;
    this.#isDegraded = live.isDegraded;
    const epoch = this.#owner.epoch();
    const verdict = live.isDegraded
      ? degradedSession(live.quality)
      : this.#owner.flaw();
    if (verdict === null) this.#owner.post({ kind: "cleared", epoch });
    else this.#owner.post({ kind: "verdict", verdict, epoch });
  }

  /** One attempt, and another whenever that is given up for a better one. */
  async #tryUntilLast(live: LiveSession): Promise<ClientSession | undefined> {
    for (;;) {
      const { signal } = this.#renewal = new AbortController();
      const session = await this.#tryOnce(signal);
      if (!signal.aborted || this.#live !== live) return session;
      session?.close();
    }
  }

  #tryInHaste(): Promise<ClientSession | undefined> {
    const timeoutMs = Math.min(this.#options.timeoutMs, QUIET_RENEWAL_MS);
    return this.#tryOnce(this.#ended.signal, { timeoutMs });
  }

  #onEnd(live: LiveSession, ending: SessionEnding): void {
    if (this.#live !== live) return;
    const { atMs, cause, announced, idle, words } = ending;
    this.#partingWords = words;
    if ((announced || idle) && this.#owner.isOnline()) {
      return this.#owner.start(this.#renew(live, ending));
    }
    this.#leave();
    this.#owner.post({ kind: "session-ended", cause, atMs });
  }

  /**
   * A server may close after each answer: when the next beat is due, the next
   * connection goes on. At an end that nobody announced it must come at once,
   * but not more often than a beat.
   */
  async #renew(
    live: LiveSession,
    { atMs, announced }: SessionEnding,
  ): Promise<void> {
    const { world: { io }, detection } = this.#options;
    const isSoon = atMs - this.#quietAtMs < (detection?.intervalMs ?? 0);
    const isQuiet = !announced && !isSoon;
    if (isQuiet) this.#quietAtMs = atMs;
    const dueAtMs = isQuiet ? atMs : live.nextBeatAtMs;
    const waitMs = Math.max(0, dueAtMs - io.clock.monotonicMs());
    if (!await pause(io, waitMs, this.#ended.signal)) return;
    if (this.#live !== live) return;
    const beganAtMs = io.clock.monotonicMs();
    const session = announced
      ? await this.#tryUntilLast(live)
      : await this.#tryInHaste();
    if (this.#live !== live || this.#ended.signal.aborted) {
      session?.close();
    } else if (session === undefined) {
      this.#leave();
      this.#owner.post({ kind: "session-ended", cause: "session-closed" });
    } else {
      // It has answered, which ends a doubt that began meanwhile.
      this.#owner.post({ kind: "answered" });
      // Where each answer closes, no round trip but this one is ever seen.
      live.noteRoundTrip(io.clock.monotonicMs() - beganAtMs);
      this.#follow(session, live);
      if (this.#live !== undefined) this.#judgeQuality(this.#live);
    }
  }
}
