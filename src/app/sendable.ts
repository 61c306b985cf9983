import type { ProxyTarget, Target } from "../model/target.ts";
import { basicCredentials } from "../wire/basic_credentials.ts";
import { encodeSocks5Credentials } from "../wire/socks5.ts";

/**
 * Refuses credentials that the protocol cannot carry, before anything is
 * contacted.
 *
 * @param party A target or a proxy.
 * @throws {RangeError} They are too long, hold what is not allowed, or the
 * protocol has no place for them. The message does not show them.
 */
export function requireSendable(party: Target | ProxyTarget): void {
  const { scheme, credentials } = party;
  if (credentials === undefined) return;
  if (scheme === "socks5") encodeSocks5Credentials(credentials);
  else if (/^(?:http|ws)/.test(scheme)) basicCredentials(credentials);
  else if (!scheme.startsWith("redis")) {
    throw new RangeError(
      `Cannot use a user name or password with a ${scheme} target: nothing ` +
        "would carry them; leave them out",
    );
  }
}
