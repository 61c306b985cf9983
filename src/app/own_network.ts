import { pause } from "../probe/pause.ts";
import type { TimedNetworkChange } from "../session/link_events.ts";
import { EgressFilter } from "./egress_filter.ts";
import type { WatchWorld } from "./watch_world.ts";

/**
 * For how long changes of the network are gathered, in milliseconds: a
 * disabled interface takes its routes and addresses with it, one by one.
 */
const GATHER_MS = 10;

/** Whom the changes of this host's network are told. */
export interface OwnNetworkOwner {
  /** Is told what the changes of one moment come to. */
  onChange(kind: "path-lost" | "path-regained"): void;
  /** Takes work that goes on beside the rest. */
  start(work: Promise<void>): void;
}

/** This host's own network, as far as the session of one target uses it. */
export class OwnNetwork {
  readonly #world: Pick<WatchWorld, "io" | "links">;
  readonly #owner: OwnNetworkOwner;
  readonly #egress: EgressFilter;
  /** What is gathered, while it is: whether anything was lost. */
  #gathered: { isLost: boolean } | undefined;
  #changedAtMs = -Infinity;
  #isLinkLost = false;

  /** Hears nothing yet. */
  constructor(
    world: Pick<WatchWorld, "io" | "links">,
    owner: OwnNetworkOwner,
  ) {
    this.#world = world;
    this.#owner = owner;
    this.#egress = new EgressFilter(world.io);
  }

  /** When it last changed, on the monotonic clock; older looks missed that. */
  get changedAtMs(): number {
    return this.#changedAtMs;
  }

  /** Whether the link of the session went away and was not heard of since. */
  get isLinkLost(): boolean {
    return this.#isLinkLost;
  }

  /** Where the session leads whose link is lost; absent where it is not. */
  get lostTowards(): string | undefined {
    return this.#isLinkLost ? this.#egress.remote : undefined;
  }

  /** Listens until the signal aborts. */
  listen(signal: AbortSignal): void {
    this.#world.links.listen((change) => this.#take(change, signal), signal);
  }

  /**
   * Whether the interface of the session is disabled or without carrier for
   * certain. To send nothing then is more than thrift: neighbour discovery
   * that began in vain asks again only after a second of its own.
   */
  async isCut(signal: AbortSignal): Promise<boolean> {
    const { device } = this.#egress;
    return device !== undefined &&
      await this.#world.links.isLost(device, signal);
  }

  /** Asks which way a session goes: other changes do not matter to it. */
  learn(
    session: { readonly local: string; readonly remote: string },
    signal: AbortSignal,
  ): Promise<void> {
    return this.#egress.learn(session, signal);
  }

  #take(change: TimedNetworkChange, signal: AbortSignal): void {
    if (!this.#egress.concerns(change)) return;
    this.#changedAtMs = change.atMs;
    if (change.what === "link" && change.device === this.#egress.device) {
      this.#isLinkLost = change.kind === "lost";
    }
    const isLost = change.kind === "lost";
    if (this.#gathered !== undefined) {
      this.#gathered.isLost ||= isLost;
      return;
    }
    this.#gathered = { isLost };
    this.#owner.start(this.#gather(signal));
  }

  async #gather(signal: AbortSignal): Promise<void> {
    if (!await pause(this.#world.io, GATHER_MS, signal)) return;
    const isLost = this.#gathered?.isLost;
    this.#gathered = undefined;
    this.#owner.onChange(isLost ? "path-lost" : "path-regained");
  }
}
