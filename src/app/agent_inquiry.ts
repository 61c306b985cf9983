import { verdictOf } from "../core/classify/finding.ts";
import { needsAgent, outageCause } from "../core/journal/outage_cause.ts";
import type { Io } from "../io/io.ts";
import type { Observation } from "../model/observation.ts";
import type { ProxyTarget } from "../model/target.ts";
import type { Transition } from "../model/transition.ts";
import type { Verdict } from "../model/verdict.ts";
import type { AgentInput } from "../probe/agent.ts";
import { pause } from "../probe/pause.ts";
import type { AgentAsks } from "./agent_asks.ts";

/** What an inquiry needs. */
export interface InquiryOptions {
  /** The world, and the questions that all watches of a process share. */
  readonly world: { readonly io: Io; readonly agents: AgentAsks };
  /** The agent and the token. */
  readonly input: AgentInput;
  /** The proxy whose machine the agent is on. */
  readonly proxy?: ProxyTarget | undefined;
  /** The longest that one question may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Is told the cause of an outage. */
  readonly onCause: (outage: number, verdict: Verdict) => void;
  /** Is told why the agent is asked no more, in one line. */
  readonly onProblem: (words: string) => void;
}

/** Shortest and longest pause between two questions, in milliseconds. */
const PAUSE_MS = { first: 1000, longest: 30_000 } as const;

/**
 * Most questions once the target is back, over two minutes: a proxy may be up
 * long before the agent on its machine.
 */
const MAX_LATE_ASKS = 8;

/** Most outages that are asked about at once; the older ones are let go. */
const MAX_OPEN = 4;

/** An outage whose cause the agent may know. */
interface OpenOutage {
  readonly id: number;
  /** When the target last answered, on the monotonic clock. */
  readonly lastGoodAtMs: number;
  /** When the proxy machine was found silent, on the monotonic clock. */
  readonly silentAtMs: number;
  /** Ends the interest. */
  readonly over: AbortController;
  /** Ends the pause: the target is back, ask at once. */
  nap: AbortController;
  isBack: boolean;
}

/**
 * Asks the agent on the proxy machine for the cause of each outage that leaves
 * it open: while it lasts, since there may be another way to that machine, and
 * once the target is back.
 */
export class AgentInquiry {
  readonly #options: InquiryOptions;
  readonly #signal: AbortSignal;
  readonly #open = new Map<number, OpenOutage>();
  readonly #asked = new Set<Promise<void>>();
  #lastId = 0;

  /** Prepares; nobody is asked before an outage. */
  constructor(options: InquiryOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  /** Hears a move of the machine. */
  hear(transition: Transition): void {
    const { outage, to, verdict, cause } = transition;
    if (outage === undefined || cause === "reclassified") return;
    if (to === "online") return this.#onBack(outage);
    if (outage <= this.#lastId || verdict === null) return;
    if (to === "stopped" || !needsAgent(verdict.candidates)) return;
    this.#lastId = outage;
    this.#begin(outage, transition);
  }

  /** Waits until nobody is asked any more; abort the signal first. */
  async ended(): Promise<void> {
    await Promise.all(this.#asked);
  }

  #begin(id: number, { atMs, sinceMs, phase }: Transition): void {
    const open: OpenOutage = {
      id,
      lastGoodAtMs: phase === "after-connect" ? atMs - sinceMs : -Infinity,
      silentAtMs: atMs,
      over: new AbortController(),
      nap: new AbortController(),
      isBack: false,
    };
    const [oldest] = this.#open.values();
    if (oldest !== undefined && this.#open.size >= MAX_OPEN) {
      oldest.over.abort();
    }
    this.#open.set(id, open);
    const asked = this.#inquire(open).finally(() => {
      this.#open.delete(id);
      this.#asked.delete(asked);
    });
    this.#asked.add(asked);
  }

  #onBack(id: number): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    open.isBack = true;
    open.nap.abort();
  }

  async #inquire(open: OpenOutage): Promise<void> {
    const { world, input, timeoutMs } = this.#options;
    const signal = AbortSignal.any([this.#signal, open.over.signal]);
    let pauseMs: number = PAUSE_MS.first;
    for (let lateAsks = 0; lateAsks < MAX_LATE_ASKS;) {
      const wasBack = open.isBack;
      const seen = await world.agents.ask(input, timeoutMs, signal);
      if (seen === undefined || signal.aborted) return;
      if (this.#isAnswered(seen, open, wasBack)) return;
      if (wasBack) lateAsks++;
      open.nap = new AbortController();
      const isBackNow = open.isBack && !wasBack;
      if (isBackNow) pauseMs = PAUSE_MS.first;
      else await this.#nap(open, pauseMs, signal);
      if (signal.aborted) return;
      pauseMs = Math.min(2 * pauseMs, PAUSE_MS.longest);
    }
  }

  async #nap(
    open: OpenOutage,
    pauseMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const either = AbortSignal.any([open.nap.signal, signal]);
    await pause(this.#options.world.io, pauseMs, either);
  }

  /** Whether there is nothing left to ask. */
  #isAnswered(
    { outcome, detail, subject }: Observation,
    { id, lastGoodAtMs, silentAtMs }: OpenOutage,
    wasBack: boolean,
  ): boolean {
    const { proxy, onCause, onProblem, world } = this.#options;
    const { journal, permission } = detail;
    if (outcome === "journal-refused") {
      onProblem(`the agent at ${subject} demands another token`);
      return true;
    }
    if (outcome === "not-permitted") {
      onProblem(`the agent is not asked: it needs ${permission}`);
      return true;
    }
    if (journal === undefined) return false;
    const address = proxy?.host.family === 0 ? undefined : proxy?.host.name;
    // The wall clock as it is now dates the journal too, whatever it was then.
    const { clock } = world.io;
    const offsetMs = clock.wallMs() - clock.monotonicMs();
    const cause = outageCause(journal, {
      lastGoodMs: lastGoodAtMs + offsetMs,
      silentMs: silentAtMs + offsetMs,
      address,
    });
    if (cause === undefined) return wasBack;
    const { candidates, detail: words } = cause;
    const [mode] = candidates;
    onCause(
      id,
      verdictOf({ mode, candidates, detail: words, evidence: [] }),
    );
    return true;
  }
}
