import type { Io } from "../io/io.ts";
import { probeFirewall } from "../probe/firewall.ts";
import { probeGateway } from "../probe/gateway.ts";
import type { HostReader } from "../probe/host_reader.ts";
import { probeKnock } from "../probe/knock.ts";
import { probeLink } from "../probe/link.ts";
import { probeLoss } from "../probe/loss.ts";
import { probeMtu } from "../probe/mtu.ts";
import { probeNetwork } from "../probe/network.ts";
import { probePing } from "../probe/ping.ts";
import type { Probe, ProbeContext, ProbeResult } from "../probe/probe.ts";
import { probeProxyAlive } from "../probe/proxy_alive.ts";
import { probeResolver } from "../probe/resolver.ts";
import { probeTcp } from "../probe/tcp.ts";
import { within } from "../probe/within.ts";
import { reapingIo } from "./reaping_io.ts";
import { SharedHost } from "./shared_host.ts";

/**
 * How long a fact serves others after it was seen, in milliseconds: a check of
 * a thousand targets takes about as long, and a cable that is pulled meanwhile
 * is an error of the same size in each single diagnosis.
 */
export const SHARED_AGE_MS = 1000;

/**
 * Most looks that are remembered before the old ones are dropped: twice as many
 * as run at once.
 */
const MAX_REMEMBERED = 1024;

/**
 * A look serves those who would have waited hardly longer: whether somebody is
 * silent depends on it. What helps to judge a silence begins half a second
 * late of two, and is still the same look.
 */
const LEAST_PATIENCE = 0.75;

/** The looks whose result is the same for everybody who asks the same. */
const SHARED: readonly unknown[] = [
  probeFirewall,
  probeGateway,
  probeKnock,
  probeLink,
  probeLoss,
  probeMtu,
  probeNetwork,
  probePing,
  probeProxyAlive,
  probeResolver,
];

/** Looks that several diagnoses have in common. */
export interface LookSharing {
  /** This host's own facts. */
  readonly host: HostReader;
  /** Runs a probe, or gives what it gave somebody else just now. */
  look<Input>(
    probe: Probe<Input>,
    input: Input,
    context: ProbeContext,
  ): Promise<ProbeResult>;
}

/** A look that was begun, and the signals of those who want its result. */
interface SharedLook {
  readonly result: Promise<ProbeResult>;
  readonly ended: AbortController;
  readonly timeoutMs: number;
  interested: number;
  /** When it was done, on the monotonic clock; `undefined` before. */
  doneMs?: number;
}

/**
 * Shares looks among the diagnoses of one check: the same name is asked once,
 * the same gateway is pinged once, a thousand targets or one. A look ends when
 * the last who wanted it has left.
 */
export class SharedLooks implements LookSharing {
  /** This host's own facts. */
  readonly host: HostReader;
  readonly #io: Io;
  readonly #reaped: () => Promise<void>;
  readonly #ended = new AbortController();
  readonly #looks = new Map<string, SharedLook>();

  /** Prepares; nothing is looked at yet. */
  constructor(world: Io) {
    const { io, reaped } = reapingIo(world);
    this.#io = io;
    this.#reaped = reaped;
    this.host = new SharedHost(io, this.#ended.signal, SHARED_AGE_MS);
  }

  /** Runs a probe, or gives what it gave somebody else just now. */
  async look<Input>(
    probe: Probe<Input>,
    input: Input,
    context: ProbeContext,
  ): Promise<ProbeResult> {
    const index = SHARED.indexOf(probe);
    const key = JSON.stringify([index, input]);
    if (isDialOfProxy(probe, input)) {
      return await this.#dial(key, probe, input, context);
    }
    if (index < 0) return await probe(input, context);
    return await this.#join(this.#get(key, probe, input, context), context);
  }

  /** Ends all that still runs, and waits for it. */
  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.all([...this.#looks.values()].map(({ result }) => result));
    await this.#reaped();
  }

  /**
   * A connection is nobody else's, and that there is none is everybody's: one
   * dials a proxy first, the others follow where it got through.
   */
  async #dial<Input>(
    key: string,
    probe: Probe<Input>,
    input: Input,
    context: ProbeContext,
  ): Promise<ProbeResult> {
    const { timeoutMs } = context;
    const known = this.#fresh(key, timeoutMs);
    if (known === undefined) {
      const result = probe(input, context);
      const ended = new AbortController();
      const told = withoutChannel(result);
      this.#remember(key, { result: told, ended, timeoutMs, interested: 0 });
      return await result;
    }
    const { observations } = await this.#join(known, context);
    const isDead = observations.length > 0 &&
      observations.every(({ outcome }) => outcome !== "connected");
    return isDead ? { observations } : await probe(input, context);
  }

  #get<Input>(
    key: string,
    probe: Probe<Input>,
    input: Input,
    { timeoutMs }: ProbeContext,
  ): SharedLook {
    const known = this.#fresh(key, timeoutMs);
    if (known !== undefined) return known;
    const ended = new AbortController();
    const signal = AbortSignal.any([this.#ended.signal, ended.signal]);
    const result = probe(input, { io: this.#io, signal, timeoutMs });
    return this.#remember(key, { result, ended, timeoutMs, interested: 0 });
  }

  #fresh(key: string, timeoutMs: number): SharedLook | undefined {
    const look = this.#looks.get(key);
    if (look === undefined || !this.#isFresh(look)) return undefined;
    return look.timeoutMs >= timeoutMs * LEAST_PATIENCE ? look : undefined;
  }

  #isFresh({ doneMs, ended }: SharedLook): boolean {
    if (ended.signal.aborted) return false;
    return doneMs === undefined ||
      this.#io.clock.monotonicMs() - doneMs <= SHARED_AGE_MS;
  }

  #remember(key: string, look: SharedLook): SharedLook {
    if (this.#looks.size >= MAX_REMEMBERED) this.#dropOld();
    this.#looks.set(key, look);
    const done = () => {
      look.doneMs = this.#io.clock.monotonicMs();
    };
    look.result.then(done, done);
    return look;
  }

  #dropOld(): void {
    for (const [key, look] of this.#looks) {
      if (!this.#isFresh(look)) this.#looks.delete(key);
    }
  }

  async #join(
    look: SharedLook,
    { signal }: ProbeContext,
  ): Promise<ProbeResult> {
    look.interested++;
    const leave = () => {
      look.interested--;
      if (look.interested === 0 && look.doneMs === undefined) {
        look.ended.abort();
      }
    };
    try {
      return await within(look.result, signal) ?? { observations: [] };
    } finally {
      leave();
    }
  }
}

function isDialOfProxy(probe: unknown, input: unknown): boolean {
  if (probe !== probeTcp) return false;
  return (input as { readonly segment: string }).segment === "proxy";
}

/** What others may know of a connection. */
async function withoutChannel(
  result: Promise<ProbeResult>,
): Promise<ProbeResult> {
  const { observations } = await result;
  return { observations };
}
