import type { RouteFact, RouteType } from "../model/host_facts.ts";
import { familyOf, withoutZone } from "./address_text.ts";
import {
  countAt,
  isObject,
  type JsonObject,
  listOf,
  readJsonList,
  textAt,
  textsAt,
} from "./bounded_json.ts";
import type { Reading } from "./reading.ts";

/** The types of ip-route(8) that have a meaning here. */
const TYPES: ReadonlySet<string> = new Set<RouteType>([
  "unicast",
  "local",
  "broadcast",
  "multicast",
  "anycast",
  "unreachable",
  "prohibit",
  "blackhole",
  "throw",
]);

/**
 * Reads what `ip -j route show table all` prints, IPv4 and IPv6 together, or
 * `ip -j -6 route show`, or the answer of `ip -j route get`.
 *
 * @param text Its standard output.
 * @param defaultFamily What `default` means where nothing else tells.
 * @default {defaultFamily} 4, as `ip` has it; 6 for `ip -6`.
 * @returns The routes, one for each next hop.
 */
export function parseIpRouteJson(
  text: string,
  defaultFamily: 4 | 6 = 4,
): Reading<readonly RouteFact[]> {
  return readJsonList(text, (entry) => readRoute(entry, defaultFamily));
}

function readRoute(
  entry: JsonObject,
  defaultFamily: 4 | 6,
): readonly RouteFact[] | undefined {
  const destination = textAt(entry, "dst");
  if (destination === undefined) return undefined;
  const hops = listOf(entry["nexthops"]).filter(isObject);
  const family = familyOfRoute(destination, entry, hops) ?? defaultFamily;
  const common = {
    type: readType(textAt(entry, "type")),
    destination,
    family,
    preferredSource: textAt(entry, "prefsrc"),
    metric: countAt(entry, "metric"),
    table: textAt(entry, "table"),
  };
  const flags = textsAt(entry, "flags");
  return (hops.length === 0 ? [entry] : hops).map((hop) => {
    const hopFlags = [...flags, ...textsAt(hop, "flags")];
    return {
      ...common,
      gateway: gatewayOf(hop),
      device: textAt(hop, "dev"),
      linkDown: hopFlags.includes("linkdown"),
      dead: hopFlags.includes("dead"),
    };
  });
}

function readType(word: string | undefined): RouteType {
  if (word === undefined) return "unicast";
  return TYPES.has(word) ? word as RouteType : "other";
}

/** An IPv4 route may have an IPv6 next hop (RFC 5549): then it is in `via`. */
function gatewayOf(hop: JsonObject): string | undefined {
  const via = hop["via"];
  const gateway = textAt(hop, "gateway") ??
    (isObject(via) ? textAt(via, "host") : undefined);
  return gateway === undefined || familyOf(gateway) === undefined
    ? undefined
    : gateway;
}

/**
 * The family of a route whose destination is `default`: that of its gateway,
 * or IPv6 if it has what only IPv6 routes have, the router preference.
 */
function familyOfRoute(
  destination: string,
  entry: JsonObject,
  hops: readonly JsonObject[],
): 4 | 6 | undefined {
  const network = destination.split("/")[0] ?? "";
  const family = familyOf(withoutZone(network));
  if (family !== undefined) return family;
  if (textAt(entry, "pref") !== undefined) return 6;
  const gateway = textAt(entry, "gateway") ??
    hops.map((hop) => textAt(hop, "gateway")).find((text) => text);
  return gateway === undefined ? undefined : familyOf(gateway);
}
