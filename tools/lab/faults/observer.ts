import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { Fault } from "../fault.ts";
import { names, SERVER_PORT, web } from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { DIRECT, NAMED } from "./targets.ts";

const NET = "--allow-net";
const RUN = "--allow-run=ip,ping,nstat";
const READ = "--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf";

/** What a small system has in the place of iproute2 and iputils. */
const BUSYBOX = { ip: "busybox", ping: "busybox" } as const;

/** Holds a connection to the server. */
const HOLD = `exec 3<>/dev/tcp/${ADDRESSES.server}/${SERVER_PORT}; sleep 60`;

/** What the silence of a server can be to whoever sees nothing nearer. */
const ANYTHING: readonly FailureMode[] = [
  "client-cable-unplugged",
  "client-network-down",
  "firewall-blocked",
  "gateway-unreachable",
  "path-broken",
  "server-unreachable",
  "server-hung",
];

/** What breaks at the observer itself, and what it then may not say. */
export const OBSERVER_FAULTS: readonly Fault[] = [
  {
    name: "observer-without-run",
    truth: null,
    target: DIRECT,
    services: [web()],
    observer: { permissions: [NET, READ] },
  },
  {
    name: "observer-without-run-refused",
    truth: "server-stopped",
    or: ["firewall-blocked"],
    target: DIRECT,
    observer: { permissions: [NET, READ] },
  },
  {
    name: "observer-without-run-silent",
    truth: "server-unreachable",
    or: ANYTHING,
    target: DIRECT,
    silent: true,
    observer: { permissions: [NET, READ] },
    make: (lab) => lab.cable("server", "down"),
  },
  {
    name: "observer-without-run-cable",
    truth: "client-cable-unplugged",
    or: ANYTHING,
    target: DIRECT,
    silent: true,
    observer: { permissions: [NET, READ] },
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "observer-without-run-names-silent",
    truth: "client-cable-unplugged",
    or: [...ANYTHING, "resolver-unreachable"],
    target: NAMED,
    silent: true,
    observer: { permissions: [NET, READ] },
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "observer-without-net",
    truth: "not-permitted",
    target: DIRECT,
    services: [web()],
    observer: { permissions: [RUN, READ] },
  },
  {
    name: "observer-without-net-stopped",
    truth: "not-permitted",
    target: DIRECT,
    observer: { permissions: [RUN, READ] },
  },
  {
    name: "observer-without-net-cable",
    truth: "client-cable-unplugged",
    target: DIRECT,
    observer: { permissions: [RUN, READ] },
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "observer-without-net-of-names",
    truth: "not-permitted",
    target: NAMED,
    services: [web(), names()],
    observer: {
      permissions: [`--allow-net=${ADDRESSES.server}`, RUN, READ],
    },
  },
  {
    name: "observer-without-any",
    truth: "not-permitted",
    target: DIRECT,
    services: [web()],
    observer: { permissions: [] },
  },
  {
    name: "observer-without-read",
    truth: null,
    target: NAMED,
    services: [web(), names()],
    observer: { permissions: [NET, RUN] },
  },
  {
    name: "observer-without-ip",
    truth: null,
    target: DIRECT,
    services: [web()],
    observer: { programs: { ping: "ping", nstat: "nstat" } },
  },
  {
    name: "observer-without-ip-cable",
    truth: "client-cable-unplugged",
    or: ANYTHING,
    target: DIRECT,
    silent: true,
    observer: { programs: { ping: "ping", nstat: "nstat" } },
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "observer-without-ip-no-route",
    truth: "client-network-down",
    or: ["client-cable-unplugged", "path-broken"],
    target: DIRECT,
    observer: { programs: { ping: "ping", nstat: "nstat" } },
    make: (lab) => lab.ip("client", "route del default"),
  },
  {
    name: "observer-without-ping-silent",
    truth: "server-unreachable",
    or: [
      "gateway-unreachable",
      "path-broken",
      "firewall-blocked",
      "server-hung",
    ],
    target: DIRECT,
    silent: true,
    observer: { programs: { ip: "ip", nstat: "nstat" } },
    make: (lab) => lab.cable("server", "down"),
  },
  {
    name: "observer-without-nstat-refused",
    truth: "server-stopped",
    or: ["firewall-blocked"],
    target: DIRECT,
    observer: { programs: { ip: "ip", ping: "ping" } },
  },
  {
    name: "observer-busybox",
    truth: null,
    target: DIRECT,
    services: [web()],
    observer: { programs: BUSYBOX },
  },
  {
    name: "observer-busybox-cable",
    truth: "client-cable-unplugged",
    or: ANYTHING,
    target: DIRECT,
    silent: true,
    observer: { programs: BUSYBOX },
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "observer-busybox-silent",
    truth: "server-unreachable",
    or: ANYTHING,
    target: DIRECT,
    silent: true,
    observer: { programs: BUSYBOX },
    make: (lab) => lab.cable("server", "down"),
  },
  {
    name: "observer-without-ports",
    truth: "observer-overloaded",
    target: DIRECT,
    services: [web()],
    make: async (lab) => {
      const one = "net.ipv4.ip_local_port_range=40000 40000";
      await lab.run("client", ["sysctl", "-qw", one]);
      lab.start("client", ["bash", "-c", HOLD]);
      await lab.connected("client", SERVER_PORT);
    },
  },
  {
    name: "observer-stalled",
    truth: "observer-overloaded",
    target: DIRECT,
    silent: true,
    // Late enough for the program to have begun, be the machine slow.
    observer: { stall: { afterMs: 900, forMs: 600 } },
    make: (lab) => lab.cable("server", "down"),
  },
  {
    name: "observer-stalled-at-start",
    truth: null,
    target: DIRECT,
    silent: true,
    services: [web()],
    observer: { stall: { afterMs: 60, forMs: 400 } },
  },
  {
    name: "observer-slept",
    truth: "observer-suspended",
    target: DIRECT,
    silent: true,
    observer: { sleep: { afterMs: 500, forMs: 60_000 } },
    make: (lab) => lab.cable("server", "down"),
  },
];
