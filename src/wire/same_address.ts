import { addressFamily } from "../model/host.ts";
import { addressBytes } from "./address_bytes.ts";

/**
 * Whether two texts are the same address, however each is written; zones, which
 * mean something on one host alone, play no part.
 */
export function sameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  if (addressFamily(one) === 0) return false;
  if (addressFamily(one) !== addressFamily(other)) return false;
  const bytes = addressBytes(other);
  return addressBytes(one).every((byte, index) => byte === bytes[index]);
}
