import { parseHost } from "../model/host.ts";
import {
  DEFAULT_TIMEOUT_MS,
  MAX_NAME_SERVERS,
  MAX_REFERENCES,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
} from "../model/limits.ts";
import {
  type NameServerAddress,
  parseNameServer,
} from "../model/name_server.ts";
import {
  parseProxy,
  parseTarget,
  type ProxyTarget,
  type Target,
} from "../model/target.ts";
import type { SpokenOptions } from "../probe/session_opening.ts";
import { requireSendable } from "./sendable.ts";

/** Which path is asked about, as a caller may put it. */
export interface QuestionOptions {
  /** The proxy between this machine and the target. */
  readonly proxy?: string | ProxyTarget;
  /** The longest that one probe may wait, in milliseconds. */
  readonly timeoutMs?: number;
  /** Hosts expected to be alive. */
  readonly references?: readonly string[];
  /** Name servers to ask instead of the configured ones. */
  readonly nameServers?: readonly string[];
}

/** Which path is asked about, checked. */
export interface Question {
  /** The target. */
  readonly target: Target;
  /** The proxy before it, if any. */
  readonly proxy?: ProxyTarget;
  /** The longest that one probe may wait, in milliseconds. */
  readonly timeoutMs: number;
  /** Hosts that are expected to be alive. */
  readonly references: readonly string[];
  /** Name servers to ask instead of the configured ones; none for those. */
  readonly nameServers: readonly NameServerAddress[];
  /** How the target's protocol is spoken. @default as its scheme says */
  readonly spoken?: SpokenOptions;
}

/**
 * Checks what is asked before anything is contacted.
 *
 * @param target The target: `host:port`, a URL, or one that was parsed.
 * @param options The rest of the path, and how long to wait.
 * @param timeoutMs The time-out where the options name none.
 * @default timeoutMs {@linkcode DEFAULT_TIMEOUT_MS}
 * @returns The question.
 * @throws {SyntaxError} If target, proxy, reference or name server cannot be
 * read.
 * @throws {RangeError} If a port, the time-out or a count is out of range.
 */
export function parseQuestion(
  target: string | Target,
  options: QuestionOptions,
  timeoutMs: number = DEFAULT_TIMEOUT_MS,
): Question {
  const { references = [], nameServers = [] } = options;
  const limitMs = options.timeoutMs ?? timeoutMs;
  requireTime("timeoutMs", limitMs);
  requireAtMost("references", references, MAX_REFERENCES);
  requireAtMost("name servers", nameServers, MAX_NAME_SERVERS);
  const asked = typeof target === "string" ? parseTarget(target) : target;
  const proxy = typeof options.proxy === "string"
    ? parseProxy(options.proxy)
    : options.proxy;
  requireSendable(asked);
  if (proxy !== undefined) requireSendable(proxy);
  return {
    target: asked,
    ...(proxy !== undefined && { proxy }),
    timeoutMs: limitMs,
    references: references.map((host) => parseHost(host, "reference").name),
    nameServers: nameServers.map(parseNameServer),
  };
}

/**
 * Refuses a time that no probe can wait.
 *
 * @param name What it is called.
 * @param ms The time, in milliseconds.
 * @throws {RangeError} It is out of range.
 */
export function requireTime(name: string, ms: number): void {
  if (ms >= MIN_TIMEOUT_MS && ms <= MAX_TIMEOUT_MS) return;
  throw new RangeError(
    `Cannot use '${name}' outside ${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS}: ` +
      `current value is ${ms}`,
  );
}

function requireAtMost(what: string, list: readonly string[], most: number) {
  if (list.length <= most) return;
  throw new RangeError(
    `Cannot use more than ${most} ${what}: current value is ${list.length}`,
  );
}
