/** What Windows says of an adapter. */
export interface WindowsAdapter {
  /** The name that a person can change. */
  readonly name: string;
  /** The name that the driver gives. */
  readonly description: string;
  /** `HardwareInterface` of Get-NetAdapter. */
  readonly hardware: boolean;
}

/**
 * Drivers of virtual adapters, in the words of ip-link(8). They come before
 * `HardwareInterface`, which some of them claim.
 */
const KINDS: readonly (readonly [driver: RegExp, kind: string])[] = [
  [/Hyper-V Virtual (?:Ethernet|Switch)|MAC Bridge/i, "bridge"],
  [/VMware Virtual Ethernet|VirtualBox Host-Only/i, "bridge"],
  [/WireGuard/i, "wireguard"],
  [/TAP-|Wintun|OpenVPN|Tailscale|ZeroTier|Tunnel|VPN|AnyConnect/i, "tun"],
  [/PANGP|Fortinet|Juniper|Zscaler|Cloudflare/i, "tun"],
  [/WAN Miniport/i, "ppp"],
  [/Multiplexor/i, "bond"],
  [/Loopback|Wi-Fi Direct|Hosted Network/i, "dummy"],
];

/**
 * Tells the kind of a Windows adapter.
 *
 * @param adapter What Windows says of it.
 * @returns The kind; `undefined` for hardware, also for that of a guest.
 */
export function windowsInterfaceKind(
  adapter: WindowsAdapter,
): string | undefined {
  if (/^vEthernet \(/.test(adapter.name)) return "bridge";
  const kind = KINDS.find(([driver]) => driver.test(adapter.description))?.[1];
  if (kind !== undefined) return kind;
  return adapter.hardware ? undefined : "dummy";
}
