import type { LiveFault } from "../live_fault.ts";
import { LIVE_CLIENT_FAULTS } from "./client.ts";
import { LIVE_GATEWAY_FAULTS } from "./gateway.ts";
import { LIVE_PROXY_FAULTS } from "./proxy.ts";
import { LIVE_SERVER_FAULTS } from "./server.ts";

/** What a watch may meet before its first session, one of each kind. */
const NAMES = [
  "live-client-cable",
  "live-client-disabled-proxied",
  "live-gateway-silent",
  "live-path-cut-reference",
  "live-proxy-kill-squid",
  "live-proxy-stop-tinyproxy",
  "live-proxy-cable",
  "live-server-kill",
  "live-server-stop",
  "live-server-cable",
  "live-server-firewall-rejects",
];

/** Faults that are there before a watch begins. */
export const EARLIER_FAULTS: readonly LiveFault[] = [
  ...LIVE_CLIENT_FAULTS,
  ...LIVE_GATEWAY_FAULTS,
  ...LIVE_PROXY_FAULTS,
  ...LIVE_SERVER_FAULTS,
].filter(({ name }) => NAMES.includes(name)).map((fault) => ({
  ...fault,
  name: fault.name.replace("live", "watch"),
  // A peer that never spoke may be a stranger.
  or: fault.truth === "server-hung"
    ? ["protocol-mismatch", "mtu-blackhole"]
    : fault.or ?? [],
  isEarlier: true,
}));
