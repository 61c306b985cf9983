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
  readonly #changes: TimedNetworkChange[] = [];
  #changedAtMs = -Infinity;

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

  /** Listens until the signal aborts. */
  listen(signal: AbortSignal): void {
    this.#world.links.listen((change) => this.#take(change, signal), signal);
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
    this.#changes.push(change);
    if (this.#changes.length === 1) this.#owner.start(this.#gather(signal));
  }

  async #gather(signal: AbortSignal): Promise<void> {
    if (!await pause(this.#world.io, GATHER_MS, signal)) return;
    const changes = this.#changes.splice(0);
    const isLost = changes.some(({ kind }) => kind === "lost");
    this.#owner.onChange(isLost ? "path-lost" : "path-regained");
  }
}
