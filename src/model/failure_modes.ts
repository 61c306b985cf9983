import type { ObservedSegment } from "./segment.ts";

/** What the catalogue says of one failure mode. */
export interface FailureModeEntry {
  /**
   * Numbers in the six-case table that the product starts from: 1 client
   * cable, 2 client network, 3 proxy stopped, 4 proxy machine's network,
   * 5 proxy machine's cable, 6 server. Empty where the mode is none of them.
   */
  readonly cases: readonly number[];
  /**
   * The segment that the mode speaks of. `any` takes the segment from the
   * evidence, `path` lies between segments, `null` says nothing of a place.
   */
  readonly segment: ObservedSegment | "any" | "path" | null;
  /** Exit code of the command line; `null` takes it from the segment. */
  readonly exitCode: number | null;
  /** One line in plain words. */
  readonly title: string;
  /** Signs while no session exists yet. */
  readonly before: string;
  /** Signs on a live session. */
  readonly after: string;
  /** Likely causes, likeliest first. */
  readonly causes: readonly string[];
  /** What to do next. */
  readonly advice: string;
}

/**
 * The catalogue of failure modes, nearest segment first. The command line,
 * the documents and `explain` all render this one table.
 *
 * @example Look a mode up
 * ```ts
 * import { FAILURE_MODES } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * assertEquals(FAILURE_MODES["proxy-stopped"].cases, [3]);
 * ```
 */
export const FAILURE_MODES = {
  "client-cable-unplugged": {
    cases: [1],
    segment: "link",
    exitCode: 3,
    title: "This machine's network cable is unplugged",
    before: "The egress interface is enabled and has no carrier.",
    after: "Carrier is lost; the session falls silent without any error.",
    causes: [
      "the cable is out at this machine or at its switch",
      "the switch port or the switch is off",
      "the Wi-Fi association is lost",
    ],
    advice:
      "Check both ends of the cable and the link light of the switch port.",
  },
  "client-network-down": {
    cases: [2],
    segment: "network",
    exitCode: 3,
    title: "This machine's network is down",
    before: "The interface is disabled, has no usable address, or no route " +
      "leads to the destination.",
    after: "Addresses or routes vanish; sends fail or leave nothing.",
    causes: [
      "the interface is disabled",
      "DHCP gave no address",
      "the default route is missing, or a policy route rejects",
    ],
    advice: "Enable the interface, renew its address, or restore the route.",
  },
  "gateway-unreachable": {
    cases: [],
    segment: "gateway",
    exitCode: 7,
    title: "The gateway does not answer",
    before: "Link and address are fine; the next hop answers neither " +
      "neighbour discovery nor ping, and nothing beyond it answers.",
    after: "The session falls silent together with the gateway.",
    causes: [
      "the router is off or hung",
      "the switch or access point between is dead",
      "this machine is in the wrong VLAN or subnet",
    ],
    advice: "Check the router, then what lies between it and this machine.",
  },
  "path-broken": {
    cases: [],
    segment: "gateway",
    exitCode: 7,
    title: "The path beyond the gateway is broken",
    before: "The gateway answers and nothing beyond it does.",
    after: "Session and references fall silent; the gateway still answers.",
    causes: [
      "the gateway lost its uplink",
      "a router or a firewall further out drops everything",
    ],
    advice: "Check the gateway's uplink, or ask the network's provider.",
  },
  "captive-portal": {
    cases: [],
    segment: "gateway",
    exitCode: 7,
    title: "A captive portal answers in the target's place",
    before: "A login page, a redirect to the gateway or status 511 answers.",
    after: "The session ends and fresh requests reach a login page.",
    causes: ["the guest network wants a login", "the login has expired"],
    advice: "Open a browser on this network and log in.",
  },
  "resolver-unreachable": {
    cases: [],
    segment: "resolver",
    exitCode: 4,
    title: "No name server answers",
    before: "Every configured name server is silent or refuses, while the " +
      "path to it is whole as far as it can be seen.",
    after: "Reconnecting by name fails; the old session may live on.",
    causes: [
      "the name service is stopped",
      "the name server's machine is off",
      "a firewall drops DNS",
    ],
    advice: "Start the name service, or configure a name server that answers.",
  },
  "resolver-failed": {
    cases: [],
    segment: "resolver",
    exitCode: 4,
    title: "The name server answers with an error",
    before: "A name server answers SERVFAIL, REFUSED or another error.",
    after: "Reconnecting by name fails; the old session may live on.",
    causes: [
      "the name server cannot reach the servers behind it",
      "DNSSEC validation fails",
      "the name server does not serve this client",
    ],
    advice: "Look at the name server's log, or ask another name server.",
  },
  "name-not-found": {
    cases: [],
    segment: "resolver",
    exitCode: 4,
    title: "The name does not exist, or has no address",
    before: "A name server answers NXDOMAIN, or has no address record.",
    after: "Reconnecting by name fails; the old session may live on.",
    causes: [
      "the name is misspelt",
      "the record is missing or not visible from this network",
    ],
    advice: "Check the spelling, then the record in the zone.",
  },
  "proxy-stopped": {
    cases: [3],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy is not running; its machine is alive",
    before: "The proxy machine refuses the connection to the proxy's port.",
    after: "The session ends, and the proxy's port then refuses.",
    causes: [
      "the proxy process was stopped or crashed",
      "the proxy listens on another port or address",
    ],
    advice: "Start the proxy, and check the port that it listens on.",
  },
  "proxy-network-down": {
    cases: [4],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy machine's network is disabled",
    before: "From here only silence; an agent on the machine tells.",
    after: "From here only silence; an agent on the machine tells.",
    causes: ["the interface was disabled", "the network service was stopped"],
    advice: "Enable the interface on the proxy machine.",
  },
  "proxy-cable-unplugged": {
    cases: [5],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy machine's cable is unplugged",
    before: "From here only silence; an agent on the machine tells.",
    after: "From here only silence; an agent on the machine tells.",
    causes: ["the cable is out", "the switch port is off"],
    advice: "Check the proxy machine's cable and switch port.",
  },
  "proxy-machine-off": {
    cases: [],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy machine is off or rebooted",
    before: "From here only silence; an agent on the machine tells.",
    after: "From here only silence; an agent on the machine tells.",
    causes: ["power was lost", "the machine rebooted or crashed"],
    advice: "Check the proxy machine's power and console.",
  },
  "proxy-unreachable": {
    cases: [4, 5],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy machine is silent",
    before: "The proxy machine answers nothing while its surroundings do.",
    after: "The session and the proxy machine fall silent together.",
    causes: [
      "the proxy machine's network is disabled",
      "the proxy machine's cable is unplugged",
      "the proxy machine is off",
    ],
    advice:
      "Go to the proxy machine: check power, then cable, then its network.",
  },
  "proxy-hung": {
    cases: [],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy accepts connections and answers nothing",
    before: "The connection opens; the proxy answers neither the request " +
      "for a tunnel nor one that it must answer by itself.",
    after: "The session falls silent, and a fresh request gets no answer.",
    causes: [
      "the proxy process is stopped (SIGSTOP), deadlocked or overloaded",
    ],
    advice: "Restart the proxy process, after a look at its load and log.",
  },
  "proxy-auth-required": {
    cases: [],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy demands credentials",
    before: "The proxy answers 407, or refuses the SOCKS5 authentication.",
    after: "Reconnecting is answered by 407.",
    causes: ["no credentials were given", "the credentials are wrong"],
    advice: "Give credentials: --proxy http://user:password@host:port.",
  },
  "proxy-denied": {
    cases: [],
    segment: "proxy",
    exitCode: 5,
    title: "The proxy refuses this destination",
    before: "The proxy answers 403, or its SOCKS5 rule forbids it.",
    after: "Reconnecting is refused by the proxy's rules.",
    causes: ["the proxy's rules do not allow this host or port"],
    advice: "Ask for a rule on the proxy, or use another way.",
  },
  "server-stopped": {
    cases: [6],
    segment: "server",
    exitCode: 6,
    title: "The server is not running; its machine is alive",
    before: "The server machine refuses the connection, or the proxy says so.",
    after: "The server ends the session, and its port then refuses.",
    causes: [
      "the server process was stopped or crashed",
      "the server listens on another port or address",
    ],
    advice: "Start the server, and check the port that it listens on.",
  },
  "server-unreachable": {
    cases: [6],
    segment: "server",
    exitCode: 6,
    title: "The server machine is silent",
    before: "The server machine answers nothing while its surroundings do, " +
      "or the proxy is alive and gets no connection to it.",
    after: "The session and the server machine fall silent together.",
    causes: [
      "the server machine is off, or its network or cable is",
      "a firewall in front of it drops everything",
    ],
    advice: "Go to the server machine: check power, cable, network, firewall.",
  },
  "firewall-blocked": {
    cases: [],
    segment: "any",
    exitCode: 7,
    title: "A firewall blocks the traffic",
    before: "A local rule drops or rejects (EPERM, kernel counters), or an " +
      "ICMP answer says that a filter forbids it, or the machine answers " +
      "ping while its port is silent.",
    after: "The session falls silent while the host answers ping.",
    causes: [
      "a rule on this machine",
      "a rule on the server machine or on a router between",
    ],
    advice: "List the rules, nearest machine first: nft list ruleset, or " +
      "iptables-save.",
  },
  "mtu-blackhole": {
    cases: [],
    segment: "path",
    exitCode: 7,
    title: "Full-size packets vanish on the path",
    before: "Small packets pass, the connection opens, and the first large " +
      "packet never arrives.",
    after: "The session stalls after a large message; small pings pass.",
    causes: [
      "a tunnel or link with a smaller MTU drops without telling",
      "a firewall drops ICMP type 3 code 4",
    ],
    advice: "Lower the MTU or clamp the TCP MSS, and let ICMP type 3 pass.",
  },
  "family-broken": {
    cases: [],
    segment: "any",
    exitCode: null,
    title: "One address family is broken, the other works",
    before: "One of IPv4 and IPv6 connects and the other does not.",
    after: "Reconnecting over one family fails.",
    causes: [
      "the server listens on one family only",
      "the route or tunnel of one family is broken",
    ],
    advice: "Repair the family named, or remove its record from DNS.",
  },
  "server-hung": {
    cases: [6],
    segment: "session",
    exitCode: 6,
    title: "The server accepts connections and answers nothing",
    before: "The connection opens; the application answers nothing.",
    after: "The server's kernel acknowledges; the application is silent.",
    causes: [
      "the server process is stopped (SIGSTOP), deadlocked or overloaded",
    ],
    advice: "Restart the server process, after a look at its load and log.",
  },
  "session-lost": {
    cases: [],
    segment: "session",
    exitCode: 6,
    title: "Only the old session died; the path is whole",
    before: "Cannot be seen before a session exists.",
    after: "The old session is dead and a fresh connection works.",
    causes: [
      "a stateful firewall or NAT forgot the session",
      "the peer restarted",
    ],
    advice: "Reconnect; shorten the interval if it happens when idle.",
  },
  "tls-failed": {
    cases: [],
    segment: "session",
    exitCode: 8,
    title: "The TLS handshake failed",
    before: "The connection opens, and certificate or handshake is refused.",
    after: "Reconnecting fails in the handshake.",
    causes: [
      "the certificate has expired, is for another name, or is untrusted",
      "the two sides have no TLS version or cipher in common",
    ],
    advice: "Renew or replace the certificate, as the reason says.",
  },
  "protocol-mismatch": {
    cases: [],
    segment: "session",
    exitCode: 8,
    title: "The peer speaks another protocol",
    before: "The connection opens, and the first bytes are of another kind.",
    after: "The peer sends bytes that its protocol does not know.",
    causes: ["the port belongs to another service", "TLS on a plain port"],
    advice: "Check the port, and the scheme of the target.",
  },
  "degraded": {
    cases: [],
    segment: "session",
    exitCode: 6,
    title: "The path works, with loss or delay",
    before: "The connection opened only after packets were lost.",
    after: "Answers come, with loss or delay beyond the policy.",
    causes: ["a congested or noisy link", "an overloaded host"],
    advice: "Look for loss on the path, nearest segment first.",
  },
  "not-permitted": {
    cases: [],
    segment: "self",
    exitCode: 9,
    title: "A look that decides was not permitted",
    before: "A permission or a program that decides the case is missing.",
    after: "A permission or a program that decides the case is missing.",
    causes: ["a missing --allow-… flag", "a program that is not installed"],
    advice: "Give the permission, or install the program, that is named.",
  },
  "observer-suspended": {
    cases: [],
    segment: "self",
    exitCode: 9,
    title: "This machine slept; nothing is said of the target",
    before: "The clocks moved apart during the look.",
    after: "The clocks moved apart since the last beat.",
    causes: ["the machine was suspended", "the virtual machine was paused"],
    advice: "Look again now that the machine is awake.",
  },
  "observer-overloaded": {
    cases: [],
    segment: "self",
    exitCode: 9,
    title: "This program was starved; nothing is said of the target",
    before: "Timers of this program ran late, so silence proves nothing.",
    after: "Timers of this program ran late, so silence proves nothing.",
    causes: ["this machine is overloaded", "the program was stopped"],
    advice: "Look again when this machine has time.",
  },
  "unknown": {
    cases: [],
    segment: null,
    exitCode: 9,
    title: "The evidence fits no rule",
    before: "What was seen fits no rule; the evidence is shown.",
    after: "What was seen fits no rule; the evidence is shown.",
    causes: ["a case that the rules do not know yet"],
    advice: "Look at the evidence; report it if it should have a name.",
  },
} as const satisfies Record<string, FailureModeEntry>;

/** The name of a failure mode. */
export type FailureMode = keyof typeof FAILURE_MODES;
