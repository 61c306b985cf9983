/**
 * What a host knows about its own network, in one form for all systems: the
 * readers under `src/wire/` turn what `ip`, `ifconfig` or PowerShell print into
 * these values, so that nothing else need know which system it runs on. A field
 * is `undefined` where the system does not say.
 */

/** How far an address reaches. */
export type AddressScope = "global" | "link" | "host";

/** One address of an interface. */
export interface InterfaceAddressFact {
  /** The address family. */
  readonly family: 4 | 6;
  /** The address, without prefix length and without zone. */
  readonly address: string;
  /** Leading bits that name the network, 0 to 32 or 128. */
  readonly prefixLength: number;
  /** `link` for 169.254.0.0/16 and fe80::/10, `host` for loopback. */
  readonly scope: AddressScope;
  /** Not usable yet: another holder of the address is still looked for. */
  readonly tentative: boolean;
  /** Not usable: another host on the link holds the same address. */
  readonly duplicate: boolean;
  /** No longer preferred for new connections. */
  readonly deprecated: boolean;
}

/** One network interface. */
export interface NetworkInterfaceFact {
  /** The name that routes and neighbours refer to. */
  readonly name: string;
  /** The number that the system gave it. */
  readonly index?: number | undefined;
  /** Whether it is enabled by its administrator (the `UP` flag). */
  readonly up: boolean;
  /**
   * Whether there is a signal. `undefined` where the system does not say, as
   * for a disabled interface.
   */
  readonly carrier?: boolean | undefined;
  /** The system's own word: `UP`, `DOWN`, `LOWERLAYERDOWN`, `active`, … */
  readonly operState?: string | undefined;
  /**
   * What kind of virtual interface it is, in the words of ip-link(8), on every
   * system: `bridge`, `veth`, `tun`, `wireguard`, …; absent for hardware.
   */
  readonly kind?: string | undefined;
  /** The bridge or bond that it is a port of. */
  readonly master?: string | undefined;
  /** The interface that it stands on, as a VLAN on its NIC. */
  readonly parent?: string | undefined;
  /** Whether it is a loopback interface. */
  readonly loopback: boolean;
  /** Whether it has one peer and no neighbours (`POINTOPOINT`). */
  readonly pointToPoint: boolean;
  /** Largest packet, in bytes. */
  readonly mtuBytes?: number | undefined;
  /** Its addresses. */
  readonly addresses: readonly InterfaceAddressFact[];
}

/**
 * What a route does with a packet: carry it (`unicast`), deliver it here
 * (`local`), or refuse it, by the policy of an administrator, with one of three
 * errors (`unreachable`, `prohibit`) or silently (`blackhole`).
 */
export type RouteType =
  | "unicast"
  | "local"
  | "broadcast"
  | "multicast"
  | "anycast"
  | "unreachable"
  | "prohibit"
  | "blackhole"
  | "throw"
  | "other";

/** One route; a route with several next hops is several facts. */
export interface RouteFact {
  /** What it does with a packet. */
  readonly type: RouteType;
  /** `default`, an address, or `address/prefix length`. */
  readonly destination: string;
  /** The address family of the destination. */
  readonly family: 4 | 6;
  /** The next hop; `undefined` where the destination is on the link. */
  readonly gateway?: string | undefined;
  /** The interface. */
  readonly device?: string | undefined;
  /** The source address that it suggests. */
  readonly preferredSource?: string | undefined;
  /** Lower wins among equal destinations. */
  readonly metric?: number | undefined;
  /** The routing table, where it is not the main one. */
  readonly table?: string | undefined;
  /** Whether its interface has no carrier. */
  readonly linkDown: boolean;
  /** Whether its next hop cannot be used. */
  readonly dead: boolean;
}

/**
 * Why the system would not send to a destination. `no-route`: nothing matches;
 * the others: a route or rule of that type matches.
 */
export type NoRouteReason =
  | "no-route"
  | "unreachable"
  | "prohibit"
  | "blackhole";

/** The system's answer to: which way would you send to this address? */
export type RouteLookup =
  | {
    /** There is a way. */
    readonly kind: "route";
    /** The way. */
    readonly route: RouteFact;
  }
  | {
    /** There is none. */
    readonly kind: "none";
    /** Why. */
    readonly reason: NoRouteReason;
  }
  | {
    /** The answer could not be read. */
    readonly kind: "unreadable";
    /** What was read instead, in one line. */
    readonly message: string;
  };

/**
 * The state of a neighbour entry, in the words of ip-neighbour(8). Only
 * `incomplete` and `failed` prove something: nobody answers.
 */
export type NeighbourState =
  | "reachable"
  | "stale"
  | "delay"
  | "probe"
  | "incomplete"
  | "failed"
  | "permanent"
  | "noarp"
  | "unknown";

/** One entry of the neighbour table (ARP or neighbour discovery). */
export interface NeighbourFact {
  /** The neighbour's address, without zone. */
  readonly address: string;
  /** The interface that it is a neighbour on. */
  readonly device: string;
  /** Its link-layer address, once known. */
  readonly linkAddress?: string | undefined;
  /** The states; `unknown` where the system lists an entry and no state. */
  readonly states: readonly NeighbourState[];
}

/** The name servers that a system asks. */
export interface NameServerFact {
  /** The server's address; an IPv6 one may carry a zone. */
  readonly address: string;
  /** The interface that it was configured for. */
  readonly device?: string | undefined;
}
