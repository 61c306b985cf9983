import type { ProxyOutcome } from "./proxy_reply.ts";

/**
 * The words of operating systems and runtimes for a failed connection, as
 * small proxies pass them on: strerror(3), gai_strerror(3), the codes of
 * Node, the errors of Go's `net`, and what Envoy, Apache and privoxy print.
 */
const WORDS: readonly (readonly [ProxyOutcome, RegExp])[] = [
  [
    "upstream-refused",
    /\bECONNREFUSED\b|connection refused|delayed connect error: 111\b/i,
  ],
  [
    "upstream-unreachable",
    /\bE(?:HOST|NET)UNREACH\b|no route to host|(?:network|host) is unreachable/i,
  ],
  [
    "upstream-timeout",
    /\bETIMEDOUT\b|(?:connection|operation) timed out|i\/o timeout/i,
  ],
  [
    "upstream-unresolved",
    /\bENOTFOUND\b|\bEAI_[A-Z]+\b|no such (?:host|domain)|name or service not known|name resolution|DNS lookup failure/i,
  ],
];

/** Why a proxy failed, in its own words. */
export interface FailureInWords {
  /** What the words say. */
  readonly outcome: ProxyOutcome;
  /** The words. */
  readonly words: string;
}

/**
 * Tells from a proxy's own words why it failed.
 *
 * @param text A reason phrase and the begin of a page, of any content.
 * @returns What they say; `undefined` where they say nothing, or several
 * things, as a page does that lists what may have happened.
 */
export function failureInWords(text: string): FailureInWords | undefined {
  const found = WORDS.flatMap(([outcome, pattern]) => {
    const words = pattern.exec(text)?.[0];
    return words === undefined ? [] : [{ outcome, words }];
  });
  return found.length === 1 ? found[0] : undefined;
}
