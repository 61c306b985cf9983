import type { FailureMode } from "../../../src/model/failure_modes.ts";

/** A silent proxy machine: from the client they all look the same. */
export const PROXY_MACHINE: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
];

/** What a proxy that gives no reason leaves open. */
export const BEHIND_PROXY: readonly FailureMode[] = [
  "server-unreachable",
  "path-broken",
  "firewall-blocked",
];
