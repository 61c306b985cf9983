import type { Platform } from "../io/io.ts";
import { addressFamily } from "../model/host.ts";
import type {
  NetworkInterfaceFact,
  RouteFact,
  RouteLookup,
} from "../model/host_facts.ts";
import { parseArpOutput, parseNdpOutput } from "../wire/arp_output.ts";
import { parseIfconfigOutput } from "../wire/ifconfig_output.ts";
import { parseIpAddrJson } from "../wire/ip_addr_json.ts";
import {
  type NeighbourSight,
  parseIpNeighAges,
} from "../wire/ip_neigh_ages.ts";
import { parseIpRouteGet } from "../wire/ip_route_get.ts";
import { parseIpRouteJson } from "../wire/ip_route_json.ts";
import { parseWindowsHost, type WindowsHost } from "../wire/powershell_json.ts";
import { parseWindowsRoute } from "../wire/powershell_route.ts";
import {
  POWERSHELL_ARGS,
  POWERSHELL_PROGRAM,
  WINDOWS_HOST_SCRIPT,
  windowsRouteScript,
} from "../wire/powershell_script.ts";
import type { ProgramOutput } from "../wire/program_output.ts";
import { readAs, type Reading, unreadable } from "../wire/reading.ts";
import { parseRouteGetOutput } from "../wire/route_get_output.ts";

/** A program that tells something of this host, and how to read it. */
export interface HostCommand<T> {
  /** The program. */
  readonly program: string;
  /** Its arguments, each as one. */
  readonly args: readonly string[];
  /** Reads what it printed. */
  read(output: ProgramOutput): Reading<T>;
}

/** What a system is asked about itself. */
export interface HostCommands {
  /** All interfaces with their addresses. */
  readonly interfaces: HostCommand<readonly NetworkInterfaceFact[]>;
  /** All routes; absent where the system is only asked for one. */
  readonly routes?: HostCommand<readonly RouteFact[]>;
  /** The way to one address. */
  routeTo(address: string): HostCommand<RouteLookup>;
  /** The neighbour table of one family, or of both. */
  neighbours(family: 4 | 6): HostCommand<readonly NeighbourSight[]>;
}

/**
 * The commands that ask a system about itself. None of them sends a packet or
 * needs a right, and their only argument that is not constant is an address.
 *
 * @param platform The system.
 * @returns Its commands, or `undefined` for a system that is not known.
 */
export function hostCommands(platform: Platform): HostCommands | undefined {
  return COMMANDS[platform];
}

const LINUX: HostCommands = {
  interfaces: {
    program: "ip",
    args: ["-j", "-d", "addr"],
    read: (output) => ifEnded(output, parseIpAddrJson),
  },
  routes: {
    program: "ip",
    args: ["-j", "route", "show", "table", "all"],
    read: (output) => ifEnded(output, parseIpRouteJson),
  },
  routeTo(address) {
    const [plain = "", zone] = checked(address).split("%");
    const device = zone === undefined ? [] : ["dev", zone];
    return {
      program: "ip",
      args: ["-j", "route", "get", plain, ...device],
      read: (output) => ifReadable(parseIpRouteGet(output)),
    };
  },
  neighbours: () => ({
    program: "ip",
    args: ["-s", "-j", "neigh"],
    read: (output) => ifEnded(output, parseIpNeighAges),
  }),
};

const DARWIN: HostCommands = {
  interfaces: {
    program: "ifconfig",
    args: [],
    read: (output) => ifEnded(output, parseIfconfigOutput),
  },
  routeTo(address) {
    const family = addressFamily(checked(address)) === 6 ? ["-inet6"] : [];
    return {
      program: "route",
      args: ["-n", "get", ...family, address],
      read: (output) => ifReadable(parseRouteGetOutput(output)),
    };
  },
  neighbours(family) {
    const parse = family === 4 ? parseArpOutput : parseNdpOutput;
    return {
      program: family === 4 ? "arp" : "ndp",
      args: ["-an"],
      read: (output) => ifEnded(output, (text) => readAs(parse(text))),
    };
  },
};

const WINDOWS: HostCommands = {
  interfaces: windowsPart("interfaces"),
  routeTo: (address) => ({
    program: POWERSHELL_PROGRAM,
    args: [...POWERSHELL_ARGS, windowsRouteScript(checked(address)) ?? ""],
    read: (output) => ifReadable(parseWindowsRoute(output.stdout)),
  }),
  neighbours: () => windowsPart("neighbours"),
};

const COMMANDS: Readonly<Record<Platform, HostCommands | undefined>> = {
  linux: LINUX,
  darwin: DARWIN,
  windows: WINDOWS,
  other: undefined,
};

function windowsPart<Name extends "interfaces" | "neighbours">(
  name: Name,
): HostCommand<NonNullable<WindowsHost[Name]>> {
  return {
    program: POWERSHELL_PROGRAM,
    args: [...POWERSHELL_ARGS, WINDOWS_HOST_SCRIPT],
    read: (output) =>
      ifEnded(output, (text) => {
        const host = parseWindowsHost(text);
        if (!host.ok) return host;
        const part = host.value[name];
        return part === undefined
          ? unreadable(`Windows told nothing of its ${name}`)
          : readAs(part, host.skipped);
      }),
  };
}

/**
 * Half an answer is none: without this, an `ip` that knows no `-j` would read
 * as a host without interfaces.
 */
function ifEnded<T>(
  output: ProgramOutput,
  read: (text: string) => Reading<T>,
): Reading<T> {
  if (output.exitCode === 0) return read(output.stdout);
  const line = output.stderr.split("\n").find((text) => text.trim() !== "");
  const end = output.exitCode === null
    ? "it was ended before its time"
    : `it ended with code ${output.exitCode}`;
  return unreadable(line === undefined ? end : `${end}: ${line.trim()}`);
}

function ifReadable(lookup: RouteLookup): Reading<RouteLookup> {
  return lookup.kind === "unreadable"
    ? unreadable(lookup.message)
    : readAs(lookup);
}

/** @throws {TypeError} The text is no address. */
function checked(address: string): string {
  if (addressFamily(address) !== 0) return address;
  throw new TypeError(
    "Cannot ask for a route to host as an address: current value is " +
      JSON.stringify(address),
  );
}
