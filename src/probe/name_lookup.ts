import type { Io } from "../io/io.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import type { Observation, Outcome } from "../model/observation.ts";
import type { Deadline } from "./deadline.ts";
import { isDenial } from "./name_answer.ts";
import { pause } from "./pause.ts";
import { startLook } from "./record.ts";
import {
  readHostsEntry,
  readResolverSettings,
  type ResolverSettings,
} from "./resolver_settings.ts";
import { searchNames } from "./search_names.ts";
import {
  askSystem,
  type SystemAnswer,
  systemMayKnowMore,
} from "./system_names.ts";
import { unsupportedLook } from "./unsupported.ts";

/**
 * After what silence of the name servers the system is asked as well, in
 * milliseconds: when the question goes out again, something is amiss.
 */
const SYSTEM_AFTER_MS = 700;

/**
 * After what silence of the system the name servers are asked as well, where
 * the system comes first, in milliseconds; as long as a name server has before
 * it is tried by TCP.
 */
const SERVERS_AFTER_MS = 250;

/** What to look up. */
export interface NameLookupOptions {
  /** The name. */
  readonly name: string;
  /** The name servers to ask instead of the configured ones, if any. */
  readonly nameServers?: readonly NameServerAddress[];
}

/** One look at a name: what each source says, and what of it is proven. */
export class NameLookup {
  readonly #name: string;
  readonly #ownServers: readonly NameServerAddress[];
  readonly #io: Io;
  readonly #deadline: Deadline;
  /** Ends all other sources once one has found addresses. */
  readonly #enough = new AbortController();
  readonly #signal: AbortSignal;
  #settings: Promise<ResolverSettings> | undefined;
  #isHostsKnown = true;
  #system: SystemAnswer["kind"] | undefined;
  /** Whether a permission is missing for each of the name servers. */
  #areServersLost = false;

  /**
   * Prepares a look.
   *
   * @param options The name.
   * @param io The world.
   * @param deadline Ends all waits.
   */
  constructor(options: NameLookupOptions, io: Io, deadline: Deadline) {
    this.#name = options.name;
    this.#ownServers = options.nameServers ?? [];
    this.#io = io;
    this.#deadline = deadline;
    this.#signal = AbortSignal.any([deadline.signal, this.#enough.signal]);
  }

  /**
   * Asks one source after the other, as far as needed.
   *
   * @returns What they said; empty only if the look was ended early.
   */
  async run(): Promise<readonly Observation[]> {
    const name = this.#name;
    const subject = { segment: "resolver", subject: name } as const;
    const look = startLook({ probe: "resolver", ...subject }, this.#io);
    const { addresses, lost } = await readHostsEntry(name, this.#io);
    if (addresses.length > 0) {
      return [look.end("resolved", { name, addresses, source: "hosts" })];
    }
    this.#isHostsKnown = lost.length === 0;
    const told = isLocalhost(name)
      ? await this.#askSystem()
      : await this.#askAround();
    const seen = [...lost, ...await this.#proven(told)];
    const isCut = this.#deadline.signal.aborted && !this.#deadline.expired;
    return seen.length > 0 || isCut ? seen : [nothingSaid(this.#io)];
  }

  async #askAround(): Promise<readonly Observation[]> {
    const system = () => this.#askSystem();
    const servers = () => this.#askServers();
    if (this.#ownServers.length > 0) return await servers();
    return await this.#isSystemFirst()
      ? await this.#inTurn(system, servers, SERVERS_AFTER_MS)
      : await this.#inTurn(
        servers,
        () => this.#askSystemIfOfUse(),
        SYSTEM_AFTER_MS,
      );
  }

  /** PowerShell takes a second, and the system reads what we may not. */
  async #isSystemFirst(): Promise<boolean> {
    if (!this.#isHostsKnown || this.#io.platform === "windows") return true;
    return (await this.#readSettings()).lost.length > 0;
  }

  /** Asks one source, and another if the first has not found the name yet. */
  async #inTurn(
    first: () => Promise<readonly Observation[]>,
    second: () => Promise<readonly Observation[]>,
    delayMs: number,
  ): Promise<readonly Observation[]> {
    const one = first();
    const isDone = new AbortController();
    const signal = AbortSignal.any([this.#signal, isDone.signal]);
    const delay = pause(this.#io, delayMs, signal);
    await Promise.race([one, delay]);
    isDone.abort();
    if (this.#signal.aborted) return await one;
    const both = await Promise.all([one, second()]);
    return both.flat();
  }

  async #askSystem(): Promise<readonly Observation[]> {
    const context = { io: this.#io, signal: this.#signal };
    const { kind, observations } = await askSystem(this.#name, context);
    this.#system = kind;
    if (kind === "found") this.#enough.abort();
    return observations;
  }

  async #askSystemIfOfUse(): Promise<readonly Observation[]> {
    const { search } = await this.#readSettings();
    const isOfUse = this.#areServersLost ||
      await systemMayKnowMore(this.#name, search, this.#io);
    return isOfUse ? await this.#askSystem() : [];
  }

  async #askServers(): Promise<readonly Observation[]> {
    const settings = await this.#readSettings();
    // Loaded when needed: the DNS library costs 15 ms at start (measured).
    const { askNameServers } = await import("./name_servers.ts");
    const seen = await askNameServers({
      name: this.#name,
      names: searchNames(this.#name, settings),
      servers: settings.nameServers,
    }, {
      io: this.#io,
      signal: this.#signal,
      hasExpired: () => this.#deadline.expired,
    });
    this.#areServersLost = seen.length > 0 &&
      seen.every(({ segment }) => segment === "self");
    if (seen.some(({ outcome }) => outcome === "resolved")) {
      this.#enough.abort();
    }
    return [...settings.lost, ...seen];
  }

  #readSettings(): Promise<ResolverSettings> {
    return this.#settings ??= this.#ownServers.length > 0
      ? ownSettings(this.#ownServers, this.#io, this.#signal)
      : readResolverSettings(this.#io, this.#signal);
  }

  async #proven(told: readonly Observation[]): Promise<readonly Observation[]> {
    const fromServers = told.filter(isOfServer);
    const isComplete = fromServers.length > 0 &&
      (await this.#readSettings()).isComplete;
    return told.filter((observation) => {
      if (observation.segment === "self") return true;
      if (observation.outcome === "resolved") return true;
      if (isOfServer(observation)) {
        return this.#isProven(observation.outcome, isComplete);
      }
      // The system alone cannot deny what the servers leave open.
      return fromServers.length === 0 ||
        fromServers.some(({ outcome }) => isDenial(outcome));
    });
  }

  /** Whether what a server says decides, or something unread may overrule. */
  #isProven(outcome: Outcome, isComplete: boolean): boolean {
    const isHeard = this.#system !== undefined && this.#system !== "lost";
    if (!this.#isHostsKnown && !isHeard) return false;
    return !isDenial(outcome) || this.#system === "denied" || isComplete;
  }
}

function isOfServer({ segment, detail }: Observation): boolean {
  return segment === "resolver" && detail.role === "name-server";
}

/** Own servers are asked for the same full names. */
async function ownSettings(
  nameServers: readonly NameServerAddress[],
  io: Io,
  signal: AbortSignal,
): Promise<ResolverSettings> {
  const settings = io.platform === "windows"
    ? { search: [], ndots: 1, lost: [] }
    : await readResolverSettings(io, signal);
  return { ...settings, nameServers, isComplete: settings.lost.length === 0 };
}

function nothingSaid(io: Io): Observation {
  const message = "no source of names gave an answer that can be relied on";
  return unsupportedLook({ probe: "resolver", message }, io);
}

/**
 * Whether a name never leaves this host: RFC 6761 §6.3.
 *
 * @param name The name, in lower case.
 */
export function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}
