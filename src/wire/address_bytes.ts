import { addressFamily } from "../model/host.ts";

/**
 * The bytes of a literal address, in network order.
 *
 * @param address An IPv4 or IPv6 address without brackets; a zone is dropped,
 * since it means something on this host alone.
 * @returns 4 or 16 bytes.
 * @throws {SyntaxError} The text is no address.
 */
export function addressBytes(address: string): Uint8Array {
  const family = addressFamily(address);
  if (family === 4) return Uint8Array.from(address.split("."), Number);
  if (family === 6) return ipv6Bytes(address.split("%")[0] ?? "");
  throw new SyntaxError(
    "Cannot use host as an address: current value is " +
      JSON.stringify(address),
  );
}

function ipv6Bytes(address: string): Uint8Array {
  const [head = [], tail = []] = address.split("::").map(sideBytes);
  const bytes = new Uint8Array(16);
  bytes.set(head);
  bytes.set(tail, 16 - tail.length);
  return bytes;
}

/** The bytes of one side of `::`, a dotted quad at its end included. */
function sideBytes(side: string): readonly number[] {
  if (side === "") return [];
  return side.split(":").flatMap((group) => {
    if (group.includes(".")) return group.split(".").map(Number);
    const value = parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
