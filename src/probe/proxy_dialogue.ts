import type { ObservationDetail, Outcome } from "../model/observation.ts";

/** One thing that a proxy showed. */
export interface ProxySight {
  /** What was seen. */
  readonly outcome: Outcome;
  /** Whether it speaks of the proxy itself or of the server behind it. */
  readonly about: "proxy" | "server";
  /** The raw facts. */
  readonly detail: ObservationDetail;
}

/** How a tunnel is asked for: one class for each protocol. */
export interface ProxyDialogue {
  /** The first bytes that came, printable, and free of secrets. */
  readonly firstBytes: string;
  /** What came behind the answer that opened the tunnel. */
  readonly rest: Uint8Array;
  /**
   * Asks for the tunnel.
   *
   * @param signal Ends each wait.
   * @param see Is told what shows on the way to the answer.
   * @returns What the answer says.
   * @throws {SyntaxError} The peer speaks something else.
   * @throws {IoError} The stream failed; or the signal's reason.
   */
  ask(
    signal: AbortSignal,
    see: (sight: ProxySight) => void,
  ): Promise<ProxySight>;
}

/**
 * A sight of the proxy itself.
 *
 * @param outcome What was seen.
 * @param detail The raw facts.
 */
export function ofProxy(
  outcome: Outcome,
  detail: ObservationDetail,
): ProxySight {
  return { outcome, about: "proxy", detail };
}
