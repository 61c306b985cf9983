import type { Io } from "../io/io.ts";
import type { Observation } from "../model/observation.ts";
import { type AgentInput, probeAgent } from "../probe/agent.ts";
import { within } from "../probe/within.ts";

/** One question to one agent that is under way. */
interface RunningAsk {
  readonly done: Promise<Observation | undefined>;
  readonly abandoned: AbortController;
  interested: number;
}

/**
 * The questions to agents of one process: a thousand sessions that one proxy
 * machine took down ask its agent once.
 */
export class AgentAsks {
  readonly #io: Io;
  readonly #running = new Map<string, RunningAsk>();

  /** Prepares; nobody is asked yet. */
  constructor(io: Io) {
    this.#io = io;
  }

  /**
   * Asks, or shares the answer of whoever asks already.
   *
   * @param input The agent and the token.
   * @param timeoutMs The longest wait, in milliseconds.
   * @param signal Ends the interest; the question ends with the last.
   * @returns What was seen; `undefined` where the interest ended first.
   */
  async ask(
    input: AgentInput,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Observation | undefined> {
    if (signal.aborted) return undefined;
    const key = JSON.stringify([input.agent.url, input.token]);
    const running = this.#running.get(key) ??
      this.#begin(input, timeoutMs, key);
    running.interested++;
    try {
      return await within(running.done, signal);
    } finally {
      running.interested--;
      if (running.interested === 0) {
        running.abandoned.abort();
        await running.done;
      }
    }
  }

  #begin(input: AgentInput, timeoutMs: number, key: string): RunningAsk {
    const abandoned = new AbortController();
    const { signal } = abandoned;
    const running: RunningAsk = {
      abandoned,
      interested: 0,
      done: probeAgent(input, { io: this.#io, signal, timeoutMs })
        .then(({ observations: [seen] }) => seen)
        .finally(() => forget()),
    };
    const forget = () => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    };
    signal.addEventListener("abort", forget, { once: true });
    this.#running.set(key, running);
    return running;
  }
}
