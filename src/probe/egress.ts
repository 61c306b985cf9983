import { chooseEgress, type EgressChoice } from "../model/egress.ts";
import type { NetworkInterfaceFact, RouteLookup } from "../model/host_facts.ts";
import type { Observation } from "../model/observation.ts";
import { startDeadline } from "./deadline.ts";
import type { HostReader } from "./host_reader.ts";
import {
  type FailedReading,
  type HostReading,
  lostReading,
} from "./host_reading.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { type Look, startLook } from "./record.ts";
import { unsupportedLook } from "./unsupported.ts";
import { within } from "./within.ts";

/** Towards what this host is looked at. */
export interface EgressInput {
  /**
   * A literal address; an IPv6 one may carry a zone.
   * @default undefined anything that the default route leads to
   */
  readonly destination?: string | undefined;
  /** The reader of this host's tables. */
  readonly host: HostReader;
}

/** The way out of this host, as far as its tables tell. */
export interface Egress {
  /** The interface, and what lies beneath it. */
  readonly choice: EgressChoice;
  /** All interfaces. */
  readonly interfaces: readonly NetworkInterfaceFact[];
  /** The way to the destination; `undefined` where it is not known. */
  readonly lookup?: RouteLookup | undefined;
  /** Why the way is not known. */
  readonly lostRoute?: FailedReading | undefined;
}

/**
 * Finds the interface that carries the traffic towards a destination. All
 * routes are read only where the system's own answer is not enough.
 *
 * @param input Towards what.
 * @returns The way out, or why the tables could not be read.
 */
async function readEgress(
  input: EgressInput,
): Promise<HostReading<Egress>> {
  const { destination, host } = input;
  const [interfaces, way] = await Promise.all([
    host.interfaces(),
    destination === undefined ? defaultWay(host) : host.routeTo(destination),
  ]);
  if (!interfaces.ok) return interfaces;
  const all = interfaces.value;
  const lookup = way.ok ? way.value : undefined;
  const lostRoute = way.ok ? undefined : way;
  let choice = chooseEgress(all, [], lookup);
  if (choice.reason !== "route" && choice.reason !== "loopback") {
    const routes = await host.routes();
    const known = routes.ok ? routes.value : [];
    choice = chooseEgress(all, known, lookup);
  }
  return { ok: true, value: { choice, interfaces: all, lookup, lostRoute } };
}

/** The way that most destinations go: IPv4's default route, else IPv6's. */
async function defaultWay(host: HostReader): Promise<HostReading<RouteLookup>> {
  const routes = await host.routes();
  if (!routes.ok) return routes;
  const [route] = routes.value
    .filter(({ destination, type, table }) =>
      destination === "default" && type === "unicast" && table === undefined
    )
    .toSorted((a, b) =>
      Number(a.linkDown || a.dead) - Number(b.linkDown || b.dead) ||
      a.family - b.family || (a.metric ?? 0) - (b.metric ?? 0)
    );
  const value: RouteLookup = route === undefined
    ? { kind: "none", reason: "no-route" }
    : { kind: "route", route };
  return { ok: true, value };
}

/**
 * Runs a look at the way out: reads it in time and says what is seen in it, or
 * what the observer lacks.
 *
 * @param probe In whose name.
 * @param input Towards what.
 * @param context The world, the signal and the time-out.
 * @param see Says what is seen.
 * @returns The observations.
 */
export async function lookAtEgress(
  probe: "link" | "network",
  input: EgressInput,
  context: ProbeContext,
  see: (egress: Egress, look: Look) => readonly Observation[],
): Promise<ProbeResult> {
  const { io, signal } = context;
  const subject = input.destination ?? "default";
  const look = startLook({ probe, segment: probe, subject }, io);
  const deadline = startDeadline(context);
  try {
    const reading = await within(readEgress(input), deadline.signal);
    if (reading === undefined) {
      if (signal.aborted) return { observations: [] };
      const message = "this host's tables took too long to read";
      return { observations: [unsupportedLook({ probe, message }, io)] };
    }
    return reading.ok
      ? { observations: see(reading.value, look) }
      : { observations: [lostReading(reading, probe, io)] };
  } finally {
    deadline.stop();
  }
}
