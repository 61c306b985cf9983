import type { Io } from "../io/io.ts";
import {
  WAIT_SCHEMA,
  type WaitEnd,
  type WaitResult,
} from "../model/wait_result.ts";
import { pause } from "../probe/pause.ts";
import { answerQuestion } from "./diagnose.ts";
import { reapingIo } from "./reaping_io.ts";
import { SharedHost } from "./shared_host.ts";
import type { LookSharing } from "./shared_looks.ts";
import { Turns } from "./turns.ts";
import type { WaitRequest } from "./wait_request.ts";
import { WaitingTarget } from "./waiting_target.ts";

/**
 * Most targets that are asked at once: each may start 12 subprocesses, and a
 * process that does not keep up cannot tell who is late.
 */
const MAX_AT_ONCE = 16;

/** How long the probes of the last try may wait, in milliseconds. */
const LAST_TRY_MS = 500;

/**
 * How long after that whatever still runs is ended, in milliseconds: a
 * diagnosis ends by itself as long after its last probe (measured).
 */
const END_MS = 500;

/**
 * How long this host's own facts serve all targets, in milliseconds: less than
 * anybody would notice, and enough for those that are asked side by side.
 */
const HOST_AGE_MS = 100;

/** One wait: each target is asked until it works, side by side. */
export class WaitRun {
  readonly #io: Io;
  readonly #request: WaitRequest;
  readonly #targets: readonly WaitingTarget[];
  readonly #turns = new Turns(MAX_AT_ONCE);
  readonly #ended = new AbortController();
  readonly #signal: AbortSignal;
  readonly #startMs: number;
  readonly #shared: LookSharing;
  readonly #reaped: () => Promise<void>;

  /** Prepares; nothing is asked yet. */
  constructor(world: Io, request: WaitRequest) {
    const { questions, signal } = request;
    const { io, reaped } = reapingIo(world);
    this.#io = io;
    this.#reaped = reaped;
    this.#request = request;
    this.#targets = questions.map((one) => new WaitingTarget(one, request));
    this.#signal = AbortSignal.any([signal, this.#ended.signal]);
    this.#startMs = io.clock.monotonicMs();
    this.#shared = {
      host: new SharedHost(io, this.#signal, HOST_AGE_MS),
      look: (probe, input, context) => probe(input, context),
    };
  }

  /** Waits until the end. */
  async run(): Promise<WaitResult> {
    const { signal, timeoutMs } = this.#request;
    signal.throwIfAborted();
    const startedAt = new Date(this.#io.clock.wallMs()).toISOString();
    const limitMs = timeoutMs + LAST_TRY_MS + END_MS;
    const limit = pause(this.#io, limitMs, this.#signal)
      .then(() => this.#ended.abort());
    try {
      await this.#untilReady();
    } finally {
      this.#ended.abort();
      await limit;
      await this.#reaped();
    }
    signal.throwIfAborted();
    const ended = this.#end();
    return {
      schema: WAIT_SCHEMA,
      ready: ended === "ready",
      ended,
      targets: this.#targets.map((target) => target.snapshot()),
      startedAt,
      elapsedMs: this.#sinceMs(),
    };
  }

  #end(): WaitEnd {
    const { needed } = this.#request;
    const ready = this.#targets.filter(({ isReady }) => isReady).length;
    const failed = this.#targets.filter(({ hasFailed }) => hasFailed).length;
    if (ready >= needed) return "ready";
    return failed > this.#targets.length - needed ? "failed" : "timeout";
  }

  /**
   * What was ready long before the others may be gone when they are: it is
   * asked again, until none had to be waited for any more.
   */
  async #untilReady(): Promise<void> {
    let asked = this.#targets;
    while (asked.length > 0) {
      const triesBefore = this.#tries();
      await this.#followAll(asked);
      if (this.#signal.aborted || this.#sinceMs() >= this.#request.timeoutMs) {
        return;
      }
      if (this.#tries() === triesBefore + asked.length) return;
      const nowMs = this.#sinceMs();
      asked = this.#targets.filter(({ sinceMs }) =>
        nowMs - sinceMs > this.#request.intervalMs
      );
    }
  }

  /** One that fails by a bug ends the others first. */
  async #followAll(targets: readonly WaitingTarget[]): Promise<void> {
    const works = targets.map((target) => this.#follow(target));
    await Promise.allSettled(works);
    await Promise.all(works);
  }

  async #follow(target: WaitingTarget): Promise<void> {
    const { intervalMs, timeoutMs } = this.#request;
    try {
      for (;;) {
        await this.#turns.run(() => this.#try(target));
        const leftMs = timeoutMs - this.#sinceMs();
        if (target.isReady || leftMs <= 0) return;
        const pauseMs = Math.min(intervalMs, leftMs);
        if (!await pause(this.#io, pauseMs, this.#signal)) return;
      }
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#ended.abort();
      throw error;
    }
  }

  async #try(target: WaitingTarget): Promise<void> {
    const { question } = target;
    const { timeoutMs, onTry } = this.#request;
    const endMs = timeoutMs + LAST_TRY_MS;
    const isHurried = endMs - this.#sinceMs() < question.timeoutMs;
    const diagnosis = await answerQuestion(this.#io, question, {
      signal: this.#signal,
      shared: this.#shared,
      endsAtMs: this.#startMs + endMs,
    });
    // An end of the whole wait may have come while the last was being judged.
    if (this.#signal.aborted) return;
    target.note(diagnosis, { sinceMs: this.#sinceMs(), isHurried });
    onTry(target.snapshot());
    // All that have to be ready are asked once more; one is enough by itself.
    const end = this.#end();
    const isOver = this.#request.needed === 1 && end === "ready";
    if (isOver || end === "failed") this.#ended.abort();
  }

  #tries(): number {
    return this.#targets.reduce((sum, { tries }) => sum + tries, 0);
  }

  #sinceMs(): number {
    const sinceMs = this.#io.clock.monotonicMs() - this.#startMs;
    return Math.round(sinceMs * 1000) / 1000;
  }
}
