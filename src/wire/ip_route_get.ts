import type {
  NoRouteReason,
  RouteLookup,
  RouteType,
} from "../model/host_facts.ts";
import { scrub } from "../model/scrub.ts";
import { errnoOf } from "./errno_words.ts";
import { parseIpRouteJson } from "./ip_route_json.ts";
import type { ProgramOutput } from "./program_output.ts";

/**
 * What the kernel answers to `ip route get` when a route or rule of that type
 * matches: measured on Linux 6.18 with iproute2 6.1, which has no translations.
 */
const REASON_BY_ERROR: ReadonlyMap<string, NoRouteReason> = new Map([
  ["ENETUNREACH", "no-route"],
  ["EHOSTUNREACH", "unreachable"],
  ["EACCES", "prohibit"],
  ["EINVAL", "blackhole"],
]);

/** Older kernels answer with the route itself instead of an error. */
const REASON_BY_TYPE: ReadonlyMap<RouteType, NoRouteReason> = new Map([
  ["unreachable", "unreachable"],
  ["prohibit", "prohibit"],
  ["blackhole", "blackhole"],
  ["throw", "no-route"],
]);

/**
 * Reads what `ip -j route get ADDRESS` of iproute2 answers.
 *
 * @param output How it ended and what it printed.
 * @returns The route, why there is none, or what could not be read.
 */
export function parseIpRouteGet(output: ProgramOutput): RouteLookup {
  if (output.exitCode !== 0) return readFailure(output);
  const routes = parseIpRouteJson(output.stdout);
  if (!routes.ok) return { kind: "unreadable", message: routes.error };
  const route = routes.value[0];
  if (route === undefined) {
    return { kind: "unreadable", message: "ip printed no route" };
  }
  const reason = REASON_BY_TYPE.get(route.type);
  return reason === undefined
    ? { kind: "route", route }
    : { kind: "none", reason };
}

function readFailure(output: ProgramOutput): RouteLookup {
  const line = output.stderr.split("\n").find((text) => text.trim() !== "");
  const message = scrub(line ?? "");
  const answer = /^RTNETLINK answers: (.*)/.exec(message)?.[1];
  const reason = REASON_BY_ERROR.get(errnoOf(answer ?? "") ?? "");
  if (reason !== undefined) return { kind: "none", reason };
  return {
    kind: "unreadable",
    message: message === "" ? "ip ended without a word" : message,
  };
}
