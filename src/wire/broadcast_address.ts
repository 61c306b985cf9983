/** Every host of the networks that this machine is in (RFC 919). */
export const LIMITED_BROADCAST = "255.255.255.255";

/**
 * The address by which all hosts of a network are reached: all bits that the
 * mask leaves are set (RFC 919).
 *
 * @param address An IPv4 address of the network.
 * @param netmask Its mask, for example `255.255.255.0`.
 * @returns The address; `undefined` where the network has none, because it
 * holds one host or two (RFC 3021), or everything.
 */
export function broadcastAddress(
  address: string,
  netmask: string,
): string | undefined {
  const mask = toNumber(netmask);
  const hosts = ~mask >>> 0;
  if (hosts < 3 || mask === 0) return undefined;
  const all = (toNumber(address) | hosts) >>> 0;
  return [24, 16, 8, 0].map((shift) => all >>> shift & 0xff).join(".");
}

function toNumber(address: string): number {
  const bytes = address.split(".").map(Number);
  return bytes.reduce((sum, byte) => (sum << 8 | byte) >>> 0, 0);
}
