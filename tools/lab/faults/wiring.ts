import type { Lab } from "../lab.ts";
import { ADDRESSES } from "../topology.ts";

/** Puts the client's interface under a bridge, as a virtual machine's host. */
export async function throughBridge(lab: Lab): Promise<void> {
  await lab.ip(
    "client",
    "addr flush dev eth0",
    "link add br0 type bridge",
    "link set eth0 master br0",
    "link set br0 up",
    `addr add ${ADDRESSES.client}/24 dev br0`,
    `route add default via ${ADDRESSES.gateway}`,
  );
}

/** Leads the client through a tunnel to the router, as a VPN does. */
export async function throughVxlan(lab: Lab): Promise<void> {
  const tunnel = (own: string, peer: string, address: string) => [
    "link add vpn0 mtu 1400 type vxlan id 7 dstport 4789 " +
    `local ${own} remote ${peer}`,
    "link set vpn0 up",
    `addr add ${address}/24 dev vpn0`,
  ];
  const { client, gateway } = ADDRESSES;
  await lab.ip("router", ...tunnel(gateway, client, "10.77.3.1"));
  await lab.ip(
    "client",
    ...tunnel(client, gateway, "10.77.3.2"),
    "route replace default via 10.77.3.1",
  );
}

/** Leads the client into a tunnel that somebody holds. */
export async function throughTunnel(lab: Lab): Promise<void> {
  await lab.plugged("client", "tun0");
  await lab.ip(
    "client",
    "link set tun0 up",
    "addr add 10.77.3.2 peer 10.77.3.1 dev tun0",
    "route replace default via 10.77.3.1",
  );
}

/** Makes the way through the router carry smaller packets than the links. */
export async function narrowPath(lab: Lab): Promise<void> {
  await lab.ip(
    "router",
    "route change 10.77.1.0/24 dev eth0 mtu lock 1280",
    "route change 10.77.2.0/24 dev eth1 mtu lock 1280",
    "route replace fd77:1::/64 dev eth0 metric 1 mtu lock 1280",
    "route replace fd77:2::/64 dev eth1 metric 1 mtu lock 1280",
  );
}
