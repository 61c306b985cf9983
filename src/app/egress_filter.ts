import type { Io } from "../io/io.ts";
import { isLoopbackAddress } from "../model/host.ts";
import { createHostReader } from "../probe/host_reader.ts";
import type { NetworkChange } from "../wire/ip_monitor.ts";

/** Which of this host's interfaces a session uses. */
interface Egress {
  readonly device: string;
  /** This side's address. */
  readonly address: string;
  /** The address that it leads to first. */
  readonly remote: string;
}

/** Tells the network changes that concern a session from all others. */
export class EgressFilter {
  readonly #io: Io;
  /** `null` where the target is this host itself, `undefined` while unknown. */
  #egress: Egress | null | undefined;

  /** Knows nothing yet. */
  constructor(io: Io) {
    this.#io = io;
  }

  /** The interface that the session uses, if it is known and not loopback. */
  get device(): string | undefined {
    return this.#egress?.device;
  }

  /** The address that the session leads to first, likewise. */
  get remote(): string | undefined {
    return this.#egress?.remote;
  }

  /** Asks this host's routes which way a session goes. */
  async learn(
    session: { readonly local: string; readonly remote: string },
    signal: AbortSignal,
  ): Promise<void> {
    const remote = hostOf(session.remote);
    if (isLoopbackAddress(remote)) {
      this.#egress = null;
      return;
    }
    const reading = await createHostReader(this.#io, signal).routeTo(remote);
    if (!reading.ok || reading.value.kind !== "route") return;
    const { device } = reading.value.route;
    if (device === undefined) return;
    this.#egress = { device, address: hostOf(session.local), remote };
  }

  /**
   * Whether a change can break or heal the way of the session. While the way
   * is not known, whatever comes may heal it.
   */
  concerns(change: NetworkChange): boolean {
    const egress = this.#egress;
    if (egress === null || change.device === "lo") return false;
    if (egress === undefined) return change.kind === "regained";
    if (change.isDefault) return true;
    if (change.device !== egress.device) return false;
    // Temporary addresses of IPv6 come and go all day.
    return change.what !== "address" || change.kind === "regained" ||
      change.address === egress.address;
  }
}

/** The host of `address:port`, without brackets. */
function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}
