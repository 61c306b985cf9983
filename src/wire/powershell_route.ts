import { isLoopbackAddress } from "../model/host.ts";
import type { RouteLookup } from "../model/host_facts.ts";
import { scrub } from "../model/scrub.ts";
import { familyOf } from "./address_text.ts";
import {
  boundedJson,
  countAt,
  isObject,
  type JsonObject,
  textAt,
} from "./bounded_json.ts";
import { powershellList } from "./powershell_list.ts";

/** ERROR_NETWORK_UNREACHABLE and ERROR_HOST_UNREACHABLE of winerror.h. */
const NO_ROUTE = /\bSystem Error 123[12]\b/;

/** What `NextHop` holds where the destination is on the link. */
const ON_LINK: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/**
 * Reads what the script of `windowsRouteScript()` prints: two objects, the
 * source address and the route, or the name of an error.
 *
 * @param text Its standard output.
 * @returns The route, why there is none, or what could not be read.
 */
export function parseWindowsRoute(text: string): RouteLookup {
  const json = boundedJson(text.replace(/^\uFEFF/, ""));
  if (!json.ok) return { kind: "unreadable", message: json.error };
  const answer = isObject(json.value) ? json.value : {};
  const error = textAt(answer, "error");
  if (error !== undefined) {
    return NO_ROUTE.test(error)
      ? { kind: "none", reason: "no-route" }
      : { kind: "unreadable", message: scrub(error) };
  }
  const parts = powershellList(answer["route"]);
  const route = parts.find((part) => textAt(part, "NextHop") !== undefined);
  const source = parts.find((part) => textAt(part, "IPAddress") !== undefined);
  if (route === undefined) {
    return { kind: "unreadable", message: "Find-NetRoute printed no route" };
  }
  return readRoute(route, source);
}

function readRoute(
  route: JsonObject,
  source: JsonObject | undefined,
): RouteLookup {
  const nextHop = textAt(route, "NextHop") ?? "";
  const family = familyOf(nextHop);
  const device = textAt(route, "InterfaceAlias");
  if (family === undefined || device === undefined) {
    return { kind: "unreadable", message: `next hop ${scrub(nextHop)}` };
  }
  const preferredSource = source === undefined
    ? undefined
    : textAt(source, "IPAddress");
  const local = preferredSource !== undefined &&
    isLoopbackAddress(preferredSource);
  return {
    kind: "route",
    route: {
      type: local ? "local" : "unicast",
      destination: destinationOf(route),
      family,
      gateway: ON_LINK.has(nextHop) ? undefined : nextHop,
      device,
      preferredSource,
      metric: countAt(route, "RouteMetric"),
      linkDown: false,
      dead: false,
    },
  };
}

function destinationOf(route: JsonObject): string {
  const prefix = textAt(route, "DestinationPrefix") ?? "default";
  return /\/0$/.test(prefix) ? "default" : prefix;
}
