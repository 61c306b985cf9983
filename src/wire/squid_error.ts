import type { ProxyOutcome } from "./proxy_reply.ts";

/**
 * Reads squid's `X-Squid-Error` header: the name of the error page and the
 * errno of the failed operation, for example `ERR_CONNECT_FAIL 111`.
 *
 * @param value The header's value; anything at all.
 * @returns What it says, or `undefined` where the status tells as much.
 */
export function squidErrorOutcome(value: string): ProxyOutcome | undefined {
  const [name = "", errno = ""] = value.trim().split(/\s+/, 2);
  if (name === "ERR_CONNECT_FAIL") {
    return ERRNO_OUTCOMES.get(Number(errno)) ?? "upstream-failed";
  }
  return PAGE_OUTCOMES.get(name);
}

/**
 * The pages of squid 3 to 6 that say why. `ERR_CANNOT_FORWARD` is not one of
 * them: squid 5.7 sends it for a CONNECT to any name that it cannot resolve,
 * and for parents that are down.
 */
const PAGE_OUTCOMES: ReadonlyMap<string, ProxyOutcome> = new Map<
  string,
  ProxyOutcome
>([
  ["ERR_DNS_FAIL", "upstream-unresolved"],
  ["ERR_ACCESS_DENIED", "denied"],
  ["ERR_FORWARDING_DENIED", "denied"],
  ["ERR_CACHE_ACCESS_DENIED", "auth-required"],
  ["ERR_READ_TIMEOUT", "upstream-timeout"],
]);

/** The numbers of connect(2), by system: Linux, then BSD and macOS. */
const ERRNO_OUTCOMES: ReadonlyMap<number, ProxyOutcome> = new Map<
  number,
  ProxyOutcome
>([
  [111, "upstream-refused"],
  [61, "upstream-refused"],
  [101, "upstream-unreachable"],
  [112, "upstream-unreachable"],
  [113, "upstream-unreachable"],
  [51, "upstream-unreachable"],
  [64, "upstream-unreachable"],
  [65, "upstream-unreachable"],
  [110, "upstream-timeout"],
  [60, "upstream-timeout"],
]);
