import type { RefusedReason } from "../model/serve_event.ts";
import { addressBytes } from "../wire/address_bytes.ts";
import type { ServeLimits } from "./serve_limits.ts";

/**
 * Bytes of an IPv6 address that say whose it is: one host may take all
 * addresses of its /64 (RFC 4291 section 2.5.4).
 */
const NETWORK_BYTES = 8;

/** What the limits say of the number of clients. */
type PlaceLimits = Pick<ServeLimits, "connections" | "connectionsPerAddress">;

/** The places for clients: so many in all, and so many for each address. */
export class ClientPlaces {
  readonly #limits: PlaceLimits;
  readonly #takenBy: Map<string, number> = new Map();
  #taken = 0;

  /** All are free. */
  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  /**
   * Takes a place.
   *
   * @param remote Address and port of the client.
   * @returns Why there is none, or `undefined` where it was taken.
   */
  take(remote: string): RefusedReason | undefined {
    const owner = ownerOf(remote);
    const own = this.#takenBy.get(owner) ?? 0;
    const { connections, connectionsPerAddress } = this.#limits;
    if (this.#taken >= connections) return "too-many-connections";
    if (own >= connectionsPerAddress) return "too-many-of-address";
    this.#takenBy.set(owner, own + 1);
    this.#taken++;
    return undefined;
  }

  /** Gives a place back that was taken. */
  free(remote: string): void {
    const owner = ownerOf(remote);
    const left = (this.#takenBy.get(owner) ?? 0) - 1;
    this.#taken--;
    if (left > 0) this.#takenBy.set(owner, left);
    else this.#takenBy.delete(owner);
  }
}

/** The address of an address and port, without brackets. */
export function hostOf(remote: string): string {
  return remote.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}

/** Under which name an address counts. */
function ownerOf(remote: string): string {
  const host = hostOf(remote);
  if (!host.includes(":") || host.includes(".")) return host;
  return addressBytes(host).subarray(0, NETWORK_BYTES).join(".");
}
