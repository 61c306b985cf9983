import type {
  HostRole,
  Observation,
  Outcome,
} from "../../model/observation.ts";
import type { ObservedSegment } from "../../model/segment.ts";
import { sameAddress } from "../../wire/same_address.ts";

/** What to look for among the observations. */
export interface Query {
  /** The segment that the fact is about. */
  readonly segment?: ObservedSegment;
  /** Why the host was asked. */
  readonly role?: HostRole;
  /** Any of these outcomes. */
  readonly outcomes: readonly Outcome[];
}

/** Outcomes in which a machine answered, whatever it said. */
const ANSWERS: readonly Outcome[] = [
  "neighbour-answered",
  "echo-answered",
  "resolved",
  "name-not-found",
  "no-records",
  "server-failure",
  "query-refused",
  "resolver-refused",
  "resolver-garbled",
  "connected",
  "refused",
  "connect-reset",
  "tunnel-opened",
  "auth-required",
  "denied",
  "proxy-alive",
];

/** Outcomes in which the session works. */
const WORKING: readonly Outcome[] = ["answered", "accepted"];

/** What is known of something: seen to work, seen to fail, or neither. */
export type Knowledge = "good" | "bad" | "unknown";

/**
 * A read-only view of the observations that answers the questions which the
 * rules ask. It judges nothing beyond "is this seen to work".
 */
export class Evidence {
  /** All that was seen. */
  readonly observations: readonly Observation[];

  /** Takes the observations as they are. */
  constructor(observations: readonly Observation[]) {
    this.observations = observations;
  }

  /** Indexes of the observations that fit the query. */
  indexes(query: Query): number[] {
    const found: number[] = [];
    for (const [index, observation] of this.observations.entries()) {
      if (fits(observation, query)) found.push(index);
    }
    return found;
  }

  /** The observations that fit the query. */
  all(query: Query): Observation[] {
    return this.observations.filter((observation) => fits(observation, query));
  }

  /** Whether any observation fits the query. */
  has(query: Query): boolean {
    return this.observations.some((observation) => fits(observation, query));
  }

  /** Whether the path leads through a proxy. */
  get proxied(): boolean {
    return this.observations.some((observation) =>
      observation.segment === "proxy"
    );
  }

  /** The first machine of the path that this host connects to. */
  get firstHost(): "proxy" | "server" {
    return this.proxied ? "proxy" : "server";
  }

  /** Whether the first machine is this machine itself. */
  get loopback(): boolean {
    const near = ["link", "network", this.firstHost];
    return this.observations.some(({ detail, segment }) =>
      detail.loopback === true && near.includes(segment)
    );
  }

  /** Whether the session works as far as its protocol promises. */
  get working(): boolean {
    return this.has({ segment: "session", outcomes: WORKING });
  }

  /** Whether the destination was told to be reached through a gateway. */
  get behindGateway(): Knowledge {
    const routes = this.all({ segment: "network", outcomes: ["routed"] });
    if (routes.some(({ detail }) => detail.gateway !== undefined)) {
      return "good";
    }
    if (this.loopback) return "bad";
    return routes.some(({ detail }) => detail.onLink === true)
      ? "bad"
      : "unknown";
  }

  /** Machines outside this host that answered anything at all. */
  answersFromOutside(): number[] {
    const found: number[] = [];
    for (const [index, observation] of this.observations.entries()) {
      if (answeredFromOutside(observation)) found.push(index);
    }
    return found;
  }

  /** Whether this host's link works. */
  get link(): Knowledge {
    if (this.answersFromOutside().length > 0) return "good";
    const bad = this.has({
      segment: "link",
      outcomes: ["no-carrier", "disabled", "no-interface"],
    });
    if (bad) return "bad";
    return this.has({ segment: "link", outcomes: ["carrier"] })
      ? "good"
      : "unknown";
  }

  /** Whether this host has a usable address and a route. */
  get network(): Knowledge {
    const routed = this.has({ segment: "network", outcomes: ["routed"] });
    const addressed = this.has({ segment: "network", outcomes: ["addressed"] });
    if (routed && addressed) return "good";
    const answers = this.answersFromOutside().map((index) =>
      this.observations[index]
    );
    return answers.some((observation) =>
        observation?.segment === this.firstHost
      )
      ? "good"
      : "unknown";
  }

  /**
   * Whether a next hop is alive.
   *
   * @param address Which one, as of several each has a path of its own.
   * @default address any
   */
  gateway(address?: string): Knowledge {
    if (this.beyondGateway(address) === "good") return "good";
    const hops = this.all({
      segment: "gateway",
      role: "next-hop",
      outcomes: [...ANSWERS, "neighbour-silent"],
    }).filter(({ detail }) => isSame(detail.address, address));
    if (hops.some(({ outcome }) => ANSWERS.includes(outcome))) return "good";
    if (hops.length > 0) return "bad";
    // "From our own address: unreachable" for a host behind the gateway says
    // that the gateway did not answer neighbour discovery.
    const own = this.all({ outcomes: ["echo-unreachable"] });
    return own.some(({ detail }) =>
        detail.reportedLocally === true && detail.onLink === false &&
        isSame(detail.gateway, address)
      )
      ? "bad"
      : "unknown";
  }

  /**
   * Whether anything beyond a next hop answered.
   *
   * @param address Which one. @default any
   */
  beyondGateway(address?: string): Knowledge {
    const beyond = this.answersFromOutside().some((index) => {
      const observation = this.observations[index];
      return observation !== undefined &&
        observation.detail.onLink === false &&
        observation.detail.role !== "next-hop" &&
        isSame(observation.detail.gateway, address) &&
        !this.#isNextHopItself(observation);
    });
    if (beyond) return "good";
    const references = this.all({
      role: "reference",
      outcomes: ["echo-answered", "echo-silent", "echo-unreachable"],
    }).filter(({ detail }) => isSame(detail.gateway, address));
    return references.length > 0 &&
        references.every(({ detail, outcome }) =>
          detail.onLink === false && outcome !== "echo-answered"
        )
      ? "bad"
      : "unknown";
  }

  /** An address of the gateway on its far side is as many hops away as it. */
  #isNextHopItself({ outcome, detail }: Observation): boolean {
    return outcome === "echo-answered" && detail.ttl !== undefined &&
      this.all({ role: "next-hop", outcomes: ["echo-answered"] })
        .some((hop) => hop.detail.ttl === detail.ttl);
  }

  /**
   * Whether rules of this host are known not to be in the way: what holds for
   * one address says nothing of another, of the other family for example.
   *
   * @param towards Observations of where.
   */
  unfiltered(towards: readonly number[]): boolean {
    return this.all({ outcomes: ["not-filtered"] }).some((free) =>
      towards.some((index) =>
        isSame(free.detail.address, this.observations[index]?.detail.address)
      )
    );
  }

  /** Those of some observations whose address is one of the others'. */
  towards(
    indexes: readonly number[],
    others: readonly number[],
  ): number[] {
    const addressOf = (index: number) =>
      this.observations[index]?.detail.address;
    const addresses = new Set(others.map(addressOf));
    return indexes.filter((index) => addresses.has(addressOf(index)));
  }

  /** Looks that a missing permission or program took away. */
  get lost(): Observation[] {
    return this.all({
      segment: "self",
      outcomes: ["not-permitted", "program-missing", "not-supported"],
    });
  }
}

/**
 * Whether two addresses may be the same: what is not known may be any, and a
 * route names the zone of its gateway apart.
 */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || sameAddress(one, other);
}

function fits(observation: Observation, query: Query): boolean {
  return (query.segment === undefined ||
    query.segment === observation.segment) &&
    (query.role === undefined || query.role === observation.detail.role) &&
    query.outcomes.includes(observation.outcome);
}

/** An answer from loopback proves nothing of the network. */
function answeredFromOutside(observation: Observation): boolean {
  const { detail, outcome } = observation;
  if (detail.loopback === true) return false;
  if (outcome === "echo-unreachable" || outcome === "echo-prohibited") {
    return detail.reportedBy !== undefined && detail.reportedLocally === false;
  }
  if (outcome === "resolved" && detail.source !== "dns") return false;
  return ANSWERS.includes(outcome);
}
