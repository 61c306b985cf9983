import { addressFamily } from "../model/host.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import type { Observation } from "../model/observation.ts";
import type { ProxyTarget, Target } from "../model/target.ts";
import { probeGateway } from "../probe/gateway.ts";
import type { HostReader } from "../probe/host_reader.ts";
import { probeLink } from "../probe/link.ts";
import { needsNetwork } from "../probe/needs_network.ts";
import { probeNetwork } from "../probe/network.ts";
import { pause } from "../probe/pause.ts";
import { probePing } from "../probe/ping.ts";
import { probeResolver } from "../probe/resolver.ts";
import { readResolverSettings } from "../probe/resolver_settings.ts";
import type { SpokenOptions } from "../probe/session_opening.ts";
import { probeTcp } from "../probe/tcp.ts";
import { ContrastWay } from "./contrast_way.ts";
import { type FirstMachine, firstMachine } from "./first_machine.ts";
import { hedge } from "./hedge.ts";
import { once } from "./once.ts";
import { spareHosts } from "./packet_plan.ts";
import { referenceAddress } from "./reference.ts";
import { resolvedAddresses } from "./resolved_addresses.ts";
import { attempt, contrast, type LookInfo, type Run } from "./run.ts";
import { lookAtSilentPort } from "./silent_port.ts";
import { mayBeUnsent } from "./unsent.ts";
import { annotate, firstOutside, ownWay, type Way, wayTo } from "./way.ts";

/** What a walk is about. */
export interface WalkOptions {
  /** Gathers what is seen. */
  readonly run: Run;
  /** This host's own facts, shared by all looks. */
  readonly host: HostReader;
  /** The target. */
  readonly target: Target;
  /** The proxy before it, if any. */
  readonly proxy?: ProxyTarget;
  /** Hosts that are expected to be alive. */
  readonly references: readonly string[];
  /** The name servers to ask; none stands for the configured ones. */
  readonly nameServers: readonly NameServerAddress[];
  /** How the target's protocol is spoken. @default as its scheme says */
  readonly spoken?: SpokenOptions;
}

/**
 * How long a name may take before this host's own network is looked at
 * without knowing the destination, in milliseconds. A name that this host
 * knows by itself may lead to an interface of its own, however long it takes.
 */
const NAME_HEDGE_MS = 20;

/** How long name servers may be silent before they are pinged, likewise. */
const RESOLVER_HEDGE_MS = 500;

/**
 * How long references wait, likewise: what answers at once needs none, and
 * what the path itself needs comes first where subprocesses are counted.
 */
const REFERENCE_HEDGE_MS = 250;

/**
 * How long a handshake may be silent before the kernel's counters are asked
 * for a local rule, likewise: the first retransmission of a SYN is at 1 s
 * (RFC 6298 §2.1), so that the counters are quiet until then.
 */
const SILENCE_MS = 500;

/**
 * The same as a part of a short time-out: what is left is enough to see a rule
 * three times (measured; in half the time it was seen once).
 */
const SILENCE_SHARE = 0.25;

/**
 * Walks the path from near to far. Everything that needs no other's answer
 * starts at once; each address family goes its own way, and the first one that
 * connects goes on to the session.
 */
export class Walk {
  readonly #options: WalkOptions;
  readonly #first: FirstMachine;
  /** Set once one address has gone on to the session. */
  #taken = false;
  /**
   * Whether there is one address only, so that the packets allow a second try
   * where the first one is silent.
   */
  #isAlone = true;
  /** How many addresses are being tried. */
  #connecting = 0;
  /** Whose machine and gateway are pinged. */
  readonly #contrast = new ContrastWay();
  /** The gateways that are being asked. */
  readonly #gateways = new Set<string>();
  /** Set once the kernel's counters are being asked. */
  #counted = false;

  /** Prepares a walk. */
  constructor(options: WalkOptions) {
    this.#options = options;
    this.#first = firstMachine(options);
  }

  /** Starts all that can start. */
  start(): void {
    const { references } = this.#options;
    const { host } = this.#first;
    if (host.family === 0) this.#startName(host.name);
    else this.#startAddress(host.name);
    references.forEach((_, index) => this.#startReference(index));
  }

  #startFacts(destination: string | undefined): void {
    const { run, host } = this.#options;
    const input = { host, ...(destination !== undefined && { destination }) };
    run.start(attempt("link", "the link"), async () => {
      await run.look(probeLink, input);
    });
    run.start(attempt("network", "addresses and routes"), async () => {
      await run.look(probeNetwork, input);
    });
  }

  #startName(name: string): void {
    const { run, nameServers } = this.#options;
    run.start(attempt("resolver", `the address of ${name}`), async () => {
      const asked = nameServers.length > 0 ? { nameServers } : {};
      const servers = this.#nameServers();
      const lookAtThisHost = once(async () => {
        this.#startFacts(firstOutside(await servers));
      });
      const work = run.look(probeResolver, { name, ...asked });
      const silent = hedge(run, work, RESOLVER_HEDGE_MS, async () => {
        (await servers).forEach((_, index, all) =>
          this.#startNameServer(index, all)
        );
      });
      const { observations } = await hedge(
        run,
        silent,
        NAME_HEDGE_MS,
        async () => {
          const isRemote = await needsNetwork(name, await servers, run.io);
          if (isRemote) await lookAtThisHost();
        },
      );
      const addresses = resolvedAddresses(observations);
      // A name that fails at once may fail for this host's own network.
      if (addresses.length === 0) await lookAtThisHost();
      this.#isAlone = addresses.length <= 1;
      for (const address of addresses) this.#startAddress(address);
    });
  }

  async #nameServers(): Promise<readonly NameServerAddress[]> {
    const { run, nameServers } = this.#options;
    if (nameServers.length > 0) return nameServers;
    return (await readResolverSettings(run.io, run.signal)).nameServers;
  }

  /** The first leads to the gateway at least; more are pinged if they may. */
  #startNameServer(index: number, all: readonly NameServerAddress[]): void {
    const { run, host, references } = this.#options;
    const address = all[index]?.address;
    const isSpare = index < spareHosts(all.length) - references.length;
    if (address === undefined || (index > 0 && !isSpare)) return;
    run.start(contrast("resolver", `name server ${address}`), async () => {
      const way = await wayTo(address, host);
      this.#startGateway(way, RESOLVER_HEDGE_MS);
      if (way.loopback || !isSpare) return;
      await this.#ping("resolver", "name-server", way, RESOLVER_HEDGE_MS);
    });
  }

  #startReference(index: number): void {
    const { run, host, references } = this.#options;
    const reference = references[index];
    if (reference === undefined) return;
    run.start(contrast("gateway", `reference ${reference}`), async () => {
      const startMs = run.io.clock.monotonicMs();
      if (!await pause(run.io, REFERENCE_HEDGE_MS, run.signal)) return;
      const isNamed = this.#first.host.family === 0;
      const servers = isNamed ? await this.#nameServers() : [];
      if (index >= spareHosts(servers.length)) return;
      const address = await referenceAddress(run, reference);
      if (address === undefined) return;
      const way = await wayTo(address, host);
      const spentMs = run.io.clock.monotonicMs() - startMs;
      await this.#ping("gateway", "reference", way, spentMs);
    });
  }

  /** A packet that can leave at once does so before a program is started. */
  #startAddress(address: string): void {
    const { run, host } = this.#options;
    const { segment, authority } = this.#first;
    const what = `${authority} on ${address}`;
    const family = addressFamily(address) || undefined;
    this.#connecting++;
    this.#contrast.expect(address);
    run.start(attempt(segment, what, family), async (move) => {
      const way = ownWay(address) ?? await wayTo(address, host);
      const chosen = this.#contrast.learn(way);
      if (chosen !== undefined) this.#startContrasts(chosen);
      await this.#connect(way, move);
    });
    this.#startFacts(address);
  }

  async #connect(way: Way, move: (info: LookInfo) => void): Promise<void> {
    const { run, target, proxy, spoken } = this.#options;
    const { segment, port } = this.#first;
    const work = run.look(
      probeTcp,
      { segment, address: way.address, port, again: this.#isAlone },
      { annotate: (observation) => annotate(observation, way) },
    );
    const silenceMs = Math.min(SILENCE_MS, SILENCE_SHARE * run.timeoutMs);
    const count = () => this.#startCounters(way, silenceMs);
    const { channel, observations } = await hedge(run, work, silenceMs, count);
    this.#connecting--;
    if (channel === undefined) {
      if (this.#mayBeFiltered(observations)) this.#startCounters(way);
    } else if (this.#taken || run.signal.aborted) {
      channel.close();
    } else {
      this.#taken = true;
      const rttMs = observations[0]?.detail.rttMs;
      const references = this.#options.references.length;
      const more = { rttMs, spoken, references, ...(proxy && { proxy }) };
      // Loaded here, so that the first packet does not wait for it.
      const { converse } = await import("./conversation.ts");
      await converse(run, channel, { target, way, move, ...more });
    }
  }

  /**
   * Whether the counters are to be asked why a connection failed. A family
   * without a route sends nothing: they are for another, if one is tried still.
   */
  #mayBeFiltered(observations: readonly Observation[]): boolean {
    const isLast = this.#connecting === 0;
    return observations.every(({ segment }) => segment !== "self") &&
      (isLast || !observations.some(mayBeUnsent));
  }

  /** Pings the first machine and the gateway, for one address only. */
  #startContrasts(way: Way): void {
    const { run } = this.#options;
    const { segment, host } = this.#first;
    const what = `a ping of ${host.name}`;
    run.start(contrast(segment, what), async () => {
      await this.#ping(segment, "target", way);
    });
    this.#startGateway(way);
  }

  #startGateway(way: Way, spentMs = 0): void {
    const { run, host } = this.#options;
    const { gateway, interface: device } = way;
    if (gateway === undefined || device === undefined) return;
    if (this.#gateways.has(gateway)) return;
    this.#gateways.add(gateway);
    run.start(contrast("gateway", `gateway ${gateway}`), async () => {
      const input = { gateway, interface: device, host };
      await run.look(probeGateway, input, { spentMs });
    });
  }

  #startCounters(way: Way, spentMs = 0): void {
    const { run, references } = this.#options;
    if (this.#counted || run.signal.aborted) return;
    this.#counted = true;
    const { segment, port } = this.#first;
    run.start(contrast(segment, "the kernel's counters"), async () => {
      await lookAtSilentPort(run, {
        ...{ segment, way, port, spentMs },
        isAlone: this.#isAlone,
        references: references.length,
      });
    });
  }

  async #ping(
    segment: "gateway" | "resolver" | "proxy" | "server",
    role: "target" | "reference" | "name-server",
    way: Way,
    spentMs = 0,
  ): Promise<void> {
    const { run, host } = this.#options;
    const { address, onLink, interface: device } = way;
    await run.look(
      probePing,
      { segment, role, address, onLink, interface: device, host },
      { annotate: (observation) => annotate(observation, way), spentMs },
    );
  }
}
