import {
  changesOf,
  type HostState,
  hostStateOf,
  UNKNOWN_HOST,
} from "../core/journal/host_changes.ts";
import type { Io } from "../io/io.ts";
import { IoError } from "../io/io.ts";
import type { JournalFact } from "../model/journal.ts";
import { createHostReader } from "../probe/host_reader.ts";
import type { FailedReading } from "../probe/host_reading.ts";

/** What one look at this machine's network told. */
export interface AgentLook {
  /** What changed since the look before. */
  readonly facts: readonly JournalFact[];
  /** Why nothing could be seen, if so. */
  readonly problem?: string;
}

/** Looks at this machine's own network again and again; no packet is sent. */
export class AgentLooks {
  readonly #io: Io;
  readonly #only: readonly string[];
  #host: HostState = UNKNOWN_HOST;
  #isBlind = false;

  /**
   * Prepares; nothing is looked at yet.
   *
   * @param io The world.
   * @param only The interfaces that count; every one with an address if empty.
   */
  constructor(io: Io, only: readonly string[]) {
    this.#io = io;
    this.#only = only;
  }

  /** Those that count and were not there at the last look. */
  get missing(): readonly string[] {
    return this.#only.filter((name) => !this.#host.links.has(name));
  }

  /** Looks once. Where a look fails, all is told anew after it. */
  async look(signal: AbortSignal): Promise<AgentLook> {
    const reader = createHostReader(this.#io, signal);
    const [interfaces, routes] = await Promise.all([
      reader.interfaces(),
      reader.routes(),
    ]);
    if (!interfaces.ok) return this.#fail(interfaces);
    const before = this.#isBlind ? UNKNOWN_HOST : this.#host;
    this.#isBlind = false;
    this.#host = hostStateOf({
      interfaces: interfaces.value,
      routes: routes.ok ? routes.value : [],
      only: this.#only,
    }, this.#host);
    return { facts: changesOf(before, this.#host) };
  }

  #fail({ reason, program = "this system" }: FailedReading): AgentLook {
    const facts: JournalFact[] = this.#isBlind ? [] : [{ kind: "blind" }];
    this.#isBlind = true;
    return { facts, problem: wordsOf(reason, program) };
  }
}

function wordsOf(reason: IoError | string, program: string): string {
  if (!(reason instanceof IoError)) return `${program}: ${reason}`;
  const { permission, message } = reason;
  return permission === undefined
    ? `${program}: ${message}`
    : `it needs ${permission}`;
}
