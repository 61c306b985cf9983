import type { HostName } from "../model/host.ts";
import type { Question } from "./question.ts";

/**
 * Top-level names that are reserved so that no name server ever has them:
 * `invalid` (RFC 6761 §6.4), `onion` (RFC 7686 §2), `alt` (RFC 9476 §2).
 */
const NEVER_IN_DNS = /\.(?:invalid|onion|alt)$/;

/** The one of them that a proxy cannot have either. */
const NEVER_ANYWHERE = /\.invalid$/;

/**
 * Refuses to wait for a name that cannot come into being.
 *
 * @param question Which path is asked about.
 * @throws {SyntaxError} The target's or the proxy's name is such a one.
 */
export function requirePossibleNames({ target, proxy }: Question): void {
  if (proxy === undefined) {
    requirePossible(target.host, NEVER_IN_DNS);
  } else {
    requirePossible(proxy.host, NEVER_IN_DNS);
    requirePossible(target.host, NEVER_ANYWHERE);
  }
}

function requirePossible({ name }: HostName, never: RegExp): void {
  if (!never.test(`.${name}`)) return;
  throw new SyntaxError(
    "Cannot wait for a name that is reserved to never exist: current value " +
      `is ${JSON.stringify(name)}`,
  );
}
