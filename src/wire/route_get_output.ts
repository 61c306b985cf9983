import type { RouteFact, RouteLookup } from "../model/host_facts.ts";
import { scrub } from "../model/scrub.ts";
import { familyOf } from "./address_text.ts";
import { boundedLines } from "./bounded_lines.ts";
import type { ProgramOutput } from "./program_output.ts";

/**
 * Reads what `route -n get ADDRESS` (`route -n get -inet6 ADDRESS`) of macOS
 * answers. Its exit code says nothing: some releases say 0 without a route.
 *
 * @param output How it ended and what it printed.
 * @returns The route, why there is none, or what could not be read.
 */
export function parseRouteGetOutput(output: ProgramOutput): RouteLookup {
  const fields = fieldsOf(output.stdout);
  const asked = fields.get("route to");
  const family = asked === undefined ? undefined : familyOf(asked);
  if (asked === undefined || family === undefined) return readFailure(output);
  const flags = flagsOf(fields.get("flags"));
  // On a neighbour's own entry it is no policy: BSD marks it so for a while
  // when the neighbour does not answer.
  const refused = flags.has("REJECT") && !flags.has("LLINFO");
  if (refused) return { kind: "none", reason: "unreachable" };
  if (flags.has("BLACKHOLE")) return { kind: "none", reason: "blackhole" };
  const device = fields.get("interface");
  if (device === undefined) return { kind: "none", reason: "no-route" };
  return { kind: "route", route: readRoute(fields, flags, family, device) };
}

function readRoute(
  fields: ReadonlyMap<string, string>,
  flags: ReadonlySet<string>,
  family: 4 | 6,
  device: string,
): RouteFact {
  const gateway = fields.get("gateway");
  const local = flags.has("LOCAL") || /^lo\d/.test(device);
  return {
    type: local ? "local" : "unicast",
    destination: fields.get("mask") === "default"
      ? "default"
      : fields.get("destination") ?? "default",
    family,
    // Without GATEWAY the field holds a link or a link-layer address.
    gateway: gateway !== undefined && flags.has("GATEWAY") &&
        familyOf(gateway) !== undefined
      ? gateway
      : undefined,
    device,
    linkDown: false,
    dead: flags.has("REJECT"),
  };
}

/** The lines `name: value`; the first of a name counts. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of boundedLines(text)) {
    const [, name, value] = /^\s*([a-z ]+): (.+)$/i.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    if (!fields.has(name)) fields.set(name, value.trim());
  }
  return fields;
}

function flagsOf(text: string | undefined): ReadonlySet<string> {
  return new Set(/^<(.*)>$/.exec(text ?? "")?.[1]?.split(",") ?? []);
}

function readFailure(output: ProgramOutput): RouteLookup {
  const words = `${output.stderr}\n${output.stdout}`;
  if (/not in table|route has not been found/.test(words)) {
    return { kind: "none", reason: "no-route" };
  }
  const line = words.split("\n").find((text) => text.trim() !== "");
  return {
    kind: "unreadable",
    message: scrub(line?.trim() ?? "route ended without a word"),
  };
}
