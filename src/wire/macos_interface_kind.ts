/**
 * What macOS calls its virtual interfaces, in the words of ip-link(8) where
 * there is one: macOS tells the kind by the name alone.
 */
const KINDS: readonly (readonly [name: RegExp, kind: string])[] = [
  [/^bridge\d/, "bridge"],
  // Ports of virtual machines; vmnet1 and vmnet8 are networks of VMware.
  [/^(?:vmenet|feth)\d/, "veth"],
  [/^vmnet\d/, "bridge"],
  [/^(?:utun|tun|ipsec)\d/, "tun"],
  [/^tap\d/, "tun"],
  [/^ppp\d/, "ppp"],
  [/^gif\d/, "ipip"],
  [/^stf\d/, "sit"],
  [/^vlan\d/, "vlan"],
  [/^bond\d/, "bond"],
  // Apple's device-to-device radio and internal links; none leads anywhere.
  [/^(?:awdl|llw|ap|anpi|p2p|nan)\d/, "dummy"],
];

/**
 * Tells the kind of a macOS interface.
 *
 * @param name Its name.
 * @returns The kind; `undefined` for hardware (`en0`) and for loopback.
 */
export function macosInterfaceKind(name: string): string | undefined {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}
