import type { FailureMode } from "../../src/model/failure_modes.ts";
import { ADDRESSES, type Lab } from "./lab.ts";
import {
  end,
  type PeerOptions,
  type Peers,
  PROXY_PORT,
  SERVER_NAME,
  SERVER_PORT,
} from "./peers.ts";

/** One fault of the lab, before anything has connected. */
export interface Fault {
  /** Name, as a folder of a golden scenario could be called. */
  readonly name: string;
  /** What is asked. */
  readonly target: string;
  /** Whether the proxy is used. */
  readonly proxied?: true;
  /** Further arguments of `diagnose`. */
  readonly arguments?: readonly string[];
  /** How the peers are set up for it. */
  readonly peers?: PeerOptions;
  /** Whether the client talked to everybody before. */
  readonly warm?: true;
  /** Makes the fault. */
  readonly apply: (lab: Lab, peers: Peers) => Promise<void>;
  /** The name that is right. */
  readonly mode: FailureMode | null;
}

const DIRECT = `http://${ADDRESSES.server}:${SERVER_PORT}`;
const NAMED = `http://${SERVER_NAME}:${SERVER_PORT}`;
const REFERENCE = ["--reference", ADDRESSES.names];

/** Adds a table to nft in a host. */
async function filter(
  lab: Lab,
  host: "client" | "server" | "router" | "proxy",
  ...rules: string[]
) {
  const ran = await lab.run(host, [
    "nft",
    `table inet lab {\n${rules.join("\n")}\n}`,
  ]);
  if (ran.code !== 0) throw new Error(`Cannot filter: ${ran.stderr}`);
}

const input = (rule: string) =>
  `chain in { type filter hook input priority 0; ${rule}\n}`;
const output = (rule: string) =>
  `chain out { type filter hook output priority 0; ${rule}\n}`;
const forward = (rule: string) =>
  `chain through { type filter hook forward priority 0; ${rule}\n}`;

/** Every fault that a client can meet before it connects. */
export const FAULTS: readonly Fault[] = [
  { name: "healthy-direct", target: DIRECT, mode: null, apply: async () => {} },
  { name: "healthy-named", target: NAMED, mode: null, apply: async () => {} },
  {
    name: "healthy-proxied",
    target: DIRECT,
    proxied: true,
    mode: null,
    apply: async () => {},
  },
  {
    name: "client-cable",
    target: DIRECT,
    mode: "client-cable-unplugged",
    apply: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-named",
    target: NAMED,
    mode: "client-cable-unplugged",
    apply: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-proxied",
    target: DIRECT,
    proxied: true,
    mode: "client-cable-unplugged",
    apply: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-interface-disabled",
    target: DIRECT,
    mode: "client-network-down",
    apply: (lab) => lab.ip("client", "link", "set", "eth0", "down"),
  },
  {
    name: "client-address-lost",
    target: DIRECT,
    mode: "client-network-down",
    apply: (lab) => lab.ip("client", "addr", "flush", "dev", "eth0"),
  },
  {
    name: "client-route-lost",
    target: DIRECT,
    mode: "client-network-down",
    apply: (lab) => lab.ip("client", "route", "del", "default"),
  },
  {
    name: "client-route-blackhole",
    target: DIRECT,
    mode: "client-network-down",
    apply: (lab) =>
      lab.ip("client", "route", "add", "blackhole", "10.77.2.0/24"),
  },
  {
    name: "client-route-prohibit",
    target: DIRECT,
    mode: "firewall-blocked",
    apply: (lab) =>
      lab.ip("client", "route", "add", "prohibit", "10.77.2.0/24"),
  },
  {
    name: "client-firewall-drops",
    target: DIRECT,
    mode: "firewall-blocked",
    apply: (lab) => filter(lab, "client", output("tcp dport 8080 drop")),
  },
  {
    name: "client-firewall-rejects",
    target: DIRECT,
    mode: "firewall-blocked",
    apply: (lab) =>
      filter(lab, "client", output("tcp dport 8080 reject with tcp reset")),
  },
  {
    name: "gateway-silent-cold",
    target: DIRECT,
    mode: "gateway-unreachable",
    apply: (lab) => lab.ip("router", "link", "set", "eth0", "down"),
  },
  {
    name: "gateway-silent-warm",
    target: DIRECT,
    warm: true,
    mode: "gateway-unreachable",
    apply: (lab) => lab.ip("router", "link", "set", "eth0", "down"),
  },
  {
    name: "path-cut",
    target: DIRECT,
    arguments: REFERENCE,
    mode: "path-broken",
    apply: (lab) => filter(lab, "router", forward("drop")),
  },
  {
    name: "path-cut-no-reference",
    target: DIRECT,
    mode: "path-broken",
    apply: (lab) => filter(lab, "router", forward("drop")),
  },
  {
    name: "names-stopped",
    target: NAMED,
    mode: "resolver-unreachable",
    apply: (_, { names }) => end(names),
  },
  {
    name: "names-hung",
    target: NAMED,
    mode: "resolver-unreachable",
    apply: async (_, { names }) => names.kill("SIGSTOP"),
  },
  {
    name: "names-cable",
    target: NAMED,
    mode: "resolver-unreachable",
    apply: (lab) => lab.cable("names", "down"),
  },
  {
    name: "names-refuse",
    target: "http://web.elsewhere.test:8080",
    mode: "resolver-failed",
    apply: async () => {},
  },
  {
    name: "name-missing",
    target: "http://missing.lab.test:8080",
    mode: "name-not-found",
    apply: async () => {},
  },
  {
    name: "proxy-stopped",
    target: DIRECT,
    proxied: true,
    mode: "proxy-stopped",
    apply: (_, { proxy }) => end(proxy),
  },
  {
    name: "proxy-hung",
    target: DIRECT,
    proxied: true,
    mode: "proxy-hung",
    apply: async (_, { proxy }) => proxy.kill("SIGSTOP"),
  },
  {
    name: "proxy-network-down",
    target: DIRECT,
    proxied: true,
    mode: "proxy-unreachable",
    apply: (lab) => lab.ip("proxy", "link", "set", "eth0", "down"),
  },
  {
    name: "proxy-cable-warm",
    target: DIRECT,
    proxied: true,
    warm: true,
    mode: "proxy-unreachable",
    apply: (lab) => lab.cable("proxy", "down"),
  },
  {
    name: "proxy-auth",
    target: DIRECT,
    proxied: true,
    peers: { proxyConfig: ["BasicAuth user secret"] },
    mode: "proxy-auth-required",
    apply: async () => {},
  },
  {
    name: "proxy-denies",
    target: DIRECT,
    proxied: true,
    peers: { proxyConfig: ["ConnectPort 443"] },
    mode: "proxy-denied",
    apply: async () => {},
  },
  {
    name: "server-stopped",
    target: DIRECT,
    mode: "server-stopped",
    apply: (_, { server }) => end(server),
  },
  {
    name: "server-stopped-proxied",
    target: DIRECT,
    proxied: true,
    mode: "server-stopped",
    apply: (_, { server }) => end(server),
  },
  {
    name: "server-hung",
    target: DIRECT,
    mode: "server-hung",
    apply: async (_, { server }) => server.kill("SIGSTOP"),
  },
  {
    name: "server-hung-proxied",
    target: DIRECT,
    proxied: true,
    mode: "server-hung",
    apply: async (_, { server }) => server.kill("SIGSTOP"),
  },
  {
    name: "server-cable",
    target: DIRECT,
    arguments: REFERENCE,
    mode: "server-unreachable",
    apply: (lab) => lab.cable("server", "down"),
  },
  {
    name: "server-cable-warm-no-reference",
    target: DIRECT,
    warm: true,
    mode: "server-unreachable",
    apply: (lab) => lab.cable("server", "down"),
  },
  {
    name: "server-cable-proxied",
    target: DIRECT,
    proxied: true,
    mode: "server-unreachable",
    apply: (lab) => lab.cable("server", "down"),
  },
  {
    name: "server-firewall-drops",
    target: DIRECT,
    mode: "firewall-blocked",
    apply: (lab) => filter(lab, "server", input("tcp dport 8080 drop")),
  },
  {
    name: "server-firewall-rejects",
    target: DIRECT,
    mode: "firewall-blocked",
    apply: (lab) =>
      filter(
        lab,
        "server",
        input("tcp dport 8080 reject with icmpx admin-prohibited"),
      ),
  },
  {
    name: "server-firewall-port-unreachable",
    target: DIRECT,
    mode: "firewall-blocked",
    apply: (lab) => filter(lab, "server", input("tcp dport 8080 reject")),
  },
  {
    name: "protocol-mismatch",
    target: `https://${ADDRESSES.server}:${SERVER_PORT}`,
    mode: "protocol-mismatch",
    apply: async () => {},
  },
  {
    // tinyproxy waits for the end of a line that SOCKS5 never sends.
    name: "proxy-port-mismatch",
    target: DIRECT,
    arguments: ["--proxy", `socks5://${ADDRESSES.proxy}:${PROXY_PORT}`],
    mode: "proxy-hung",
    apply: async () => {},
  },
];
