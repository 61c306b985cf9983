import type { DetectorOptions } from "../core/detect/detector_state.ts";
import { blamesObserver, judgementOf } from "../core/machine/judgement.ts";
import { createFollowingIo } from "../io/deno_following.ts";
import type { AgentAccess } from "../model/agent.ts";
import { DEFAULT_POLICY, type Policy } from "../model/policy.ts";
import type { StateName } from "../model/state.ts";
import { parseTarget, type ProxyTarget, type Target } from "../model/target.ts";
import type { Transition } from "../model/transition.ts";
import {
  TRANSITION_SCHEMA,
  type WatchTransition,
} from "../model/watch_transition.ts";
import type { AgentInput } from "../probe/agent.ts";
import { pause } from "../probe/pause.ts";
import type { ClientProtocol } from "../wire/heartbeat/heartbeat_codec.ts";
import {
  clientProtocol,
  type ClientProtocolOptions,
} from "../wire/heartbeat/protocols.ts";
import { parseAccess } from "./agent_evidence.ts";
import { AgentInquiry } from "./agent_inquiry.ts";
import { parseQuestion, requireTime } from "./question.ts";
import { UnreadQueue } from "./unread_queue.ts";
import { createWatchWorld, type WatchWorld } from "./watch_world.ts";
import { Watcher, type WatcherOptions } from "./watcher.ts";

/** Options of {@linkcode watch}. */
export interface WatchOptions {
  /** The proxy between this machine and the target. @default none */
  readonly proxy?: string | ProxyTarget;
  /**
   * The longest wait of one stage of an attempt, and of one look at the path,
   * in milliseconds, 10 to 600000.
   *
   * @default {2000}, or what the protocol names
   */
  readonly timeoutMs?: number;
  /**
   * Time between beats, in milliseconds, 10 to 600000.
   *
   * @default the protocol's: 500 for `text`, 1000 for most
   */
  readonly intervalMs?: number;
  /**
   * Missing beats that are the end. With it the protocol's plain rule counts;
   * without it silence is doubted after two intervals, or one and a half where
   * the server sends the beats, and looked into.
   *
   * @default none
   */
  readonly misses?: number;
  /** Hosts expected to be alive, at most 3. @default {[]} */
  readonly references?: readonly string[];
  /** Name servers to ask instead of the system's, at most 3. */
  readonly nameServers?: readonly string[];
  /**
   * The agent on the proxy machine, asked for the cause of each outage in which
   * that machine is silent; it becomes a move of the cause `reclassified`.
   *
   * @default none
   */
  readonly agent?: AgentAccess;
  /** What the protocol leaves open: HTTP method, own heartbeat, limits. */
  readonly protocol?: ClientProtocolOptions;
  /** Numbers of the state machine other than the default ones. */
  readonly policy?: Partial<Policy>;
  /** Ends the watch after so many milliseconds. @default never */
  readonly forMs?: number;
  /** Ends the watch when this state is entered. @default none */
  readonly until?: StateName;
  /**
   * Whether to try again once the target is offline, or nothing can be told.
   * @default {true}
   */
  readonly reconnect?: boolean;
  /** Ends the watch, in order: the iteration ends after the last move. */
  readonly signal?: AbortSignal;
  /** Is told of each round-trip time, and when: ISO 8601 in UTC. */
  readonly onRoundTrip?: (roundTripMs: number, at: string) => void;
  /** Is told, in one line, why the agent is asked no more. */
  readonly onProblem?: (words: string) => void;
}

/** What all watches of this process share; made when first used. */
let sharedWorld: WatchWorld | undefined;

/**
 * Holds a session with a target and tells each change: when it comes, when it
 * breaks and why, when it is back. It reconnects by itself.
 *
 * @param target The target: `host:port`, a URL, or one that was parsed.
 * @param options How to watch, and when to end.
 * @returns The moves, as they come. The watch begins with the first read, and
 * ends with the iteration.
 * @throws {SyntaxError} If target, proxy, reference or name server cannot be
 * read.
 * @throws {RangeError} If a number is out of range.
 *
 * @example See a server come and go
 * ```ts
 * import { watch } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const target = `tcp://127.0.0.1:${listener.addr.port}`;
 * listener.accept().then((connection) => {
 *   listener.close();
 *   setTimeout(() => connection.close(), 200);
 * });
 *
 * const seen: string[] = [];
 * for await (const { to, verdict } of watch(target, { until: "offline" })) {
 *   seen.push(verdict === null ? to : `${to}: ${verdict.mode}`);
 * }
 * assertEquals(seen, [
 *   "connecting",
 *   "online",
 *   "suspect",
 *   "offline: server-stopped",
 *   "stopped: server-stopped",
 * ]);
 * ```
 */
export function watch(
  target: string | Target,
  options: WatchOptions = {},
): AsyncIterable<WatchTransition> {
  sharedWorld ??= createWatchWorld(createFollowingIo());
  return watchWith(sharedWorld, target, options);
}

/** Does the same in another world. */
export function watchWith(
  world: WatchWorld,
  target: string | Target,
  options: WatchOptions = {},
): AsyncIterable<WatchTransition> {
  const settled = settle(target, options);
  return { [Symbol.asyncIterator]: () => moves(world, settled, options) };
}

/** What a watch was asked for, checked. */
interface Settled
  extends Omit<WatcherOptions, "world" | "onTransition" | "onRoundTrip"> {
  readonly agent: AgentInput | undefined;
}

async function* moves(
  world: WatchWorld,
  settled: Settled,
  options: WatchOptions,
): AsyncGenerator<WatchTransition> {
  const ended = new AbortController();
  const signal = options.signal
    ? AbortSignal.any([ended.signal, options.signal])
    : ended.signal;
  const queue = new UnreadQueue<WatchTransition>();
  const watcher = new Watcher({
    ...settled,
    world,
    onRoundTrip: (roundTripMs) =>
      options.onRoundTrip?.(roundTripMs, isoNow(world)),
    onTransition(transition) {
      queue.push(publish(transition, settled, world));
      inquiry?.hear(transition);
      if (isEnd(transition, options)) ended.abort();
    },
  });
  const { agent, proxy, timeoutMs } = settled;
  const inquiry = agent && new AgentInquiry({
    ...{ world, input: agent, proxy, timeoutMs },
    onCause: (outage, verdict) => watcher.reclassify(outage, verdict),
    onProblem: options.onProblem ?? (() => {}),
  }, signal);
  const work = watcher.run(signal).finally(() => queue.close());
  const { forMs } = options;
  const timer = forMs === undefined
    ? undefined
    : pause(world.io, forMs, signal).then(() => ended.abort());
  try {
    yield* queue.read();
    await work;
  } finally {
    ended.abort();
    await Promise.allSettled([work, timer, inquiry?.ended()]);
  }
}

function isoNow({ io: { clock } }: WatchWorld): string {
  return new Date(clock.wallMs()).toISOString();
}

function isEnd(transition: Transition, options: WatchOptions): boolean {
  const { until, reconnect = true } = options;
  return transition.to === until || (!reconnect && isGivenUp(transition));
}

/** Offline; or nothing can be told, and another attempt is all that is left. */
function isGivenUp({ to, retryAtMs, verdict }: Transition): boolean {
  if (to === "offline") return true;
  return to === "suspect" && retryAtMs !== undefined && verdict !== null &&
    judgementOf(verdict) === "withheld" && !blamesObserver(verdict);
}

function publish(
  transition: Transition,
  { target, proxy }: Settled,
  { io: { clock } }: WatchWorld,
): WatchTransition {
  const { atMs, retryAtMs, flapping, verdict, misses, outage } = transition;
  const offsetMs = clock.wallMs() - clock.monotonicMs();
  const isoOf = (ms: number) => new Date(offsetMs + ms).toISOString();
  const { from, to, cause, phase, sinceMs } = transition;
  return {
    schema: TRANSITION_SCHEMA,
    target: target.url,
    ...(proxy && { proxy: proxy.url }),
    from,
    to,
    cause,
    phase,
    ...(misses !== undefined && { misses }),
    verdict: verdict && withoutEvidence(verdict),
    ...(outage !== undefined && { outage }),
    ...(retryAtMs !== undefined && { retryAt: isoOf(retryAtMs) }),
    ...(flapping && { flapping }),
    at: isoOf(atMs),
    sinceMs: Math.round(sinceMs * 1000) / 1000,
  };
}

function withoutEvidence(
  { evidence: _evidence, ...verdict }: NonNullable<Transition["verdict"]>,
): WatchTransition["verdict"] {
  return verdict;
}

function settle(target: string | Target, options: WatchOptions): Settled {
  const asked = typeof target === "string" ? parseTarget(target) : target;
  const protocol = clientProtocol(asked, options.protocol);
  const question = parseQuestion(asked, options, protocol.connectTimeoutMs);
  const detection = detectionOf(protocol, options);
  return {
    ...question,
    agent: parseAccess(options.agent),
    protocol,
    question: {
      ...question,
      spoken: {
        ...options.protocol,
        ...(options.intervalMs && { intervalMs: options.intervalMs }),
      },
    },
    ...(detection && { detection }),
    policy: { ...DEFAULT_POLICY, ...options.policy },
  };
}

function detectionOf(
  protocol: ClientProtocol,
  options: WatchOptions,
): DetectorOptions | undefined {
  if (protocol.beatsFrom === "nobody") return undefined;
  const beats = protocol.beatsFrom === "client";
  const { intervalMs = protocol.intervalMs, misses } = options;
  requireTime("intervalMs", intervalMs);
  if (misses === undefined) {
    return { rule: "two-stage", intervalMs, misses: protocol.misses, beats };
  }
  if (!Number.isInteger(misses) || misses < 1) {
    throw new RangeError(
      "Cannot use 'misses' but as a whole number from 1 on: " +
        `current value is ${misses}`,
    );
  }
  return {
    rule: beats ? "miss-counter" : "elapsed",
    intervalMs,
    misses,
    beats,
  };
}
