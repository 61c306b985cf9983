import { output } from "../fault.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { SERVER_PORT } from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { cableOf, firewallOf, interfaceOf } from "./breaks.ts";
import { PROXIED, SLOW_TEXT, TEXT, WEB } from "./ways.ts";

const ADDRESS = `${ADDRESSES.client}/24 dev eth0`;
const ROUTE = `default via ${ADDRESSES.gateway}`;

function cable(name: string, way: LiveWay): LiveFault {
  return {
    ...way,
    ...cableOf("client"),
    name,
    truth: "client-cable-unplugged",
    sign: "client",
  };
}

function disabled(name: string, way: LiveWay): LiveFault {
  return {
    ...way,
    ...interfaceOf("client"),
    name,
    truth: "client-network-down",
    sign: "client",
  };
}

function addressLost(name: string, way: LiveWay): LiveFault {
  return {
    ...way,
    name,
    truth: "client-network-down",
    sign: "client",
    make: (lab) => lab.ip("client", `addr del ${ADDRESS}`),
    undo: (lab) =>
      lab.ip("client", `addr add ${ADDRESS}`, `route add ${ROUTE}`),
  };
}

/** Drops or rejects what the session's own machine sends to a port. */
function ownFirewall(name: string, way: LiveWay, verdict: string): LiveFault {
  return {
    ...way,
    ...firewallOf("client", output(verdict)),
    name,
    truth: "firewall-blocked",
    sign: "silent",
  };
}

const TO_SERVER = `tcp dport ${SERVER_PORT}`;

/** What breaks on the client's own side. */
export const LIVE_CLIENT_FAULTS: readonly LiveFault[] = [
  cable("live-client-cable", TEXT),
  cable("live-client-cable-slow", SLOW_TEXT),
  cable("live-client-cable-web", WEB),
  cable("live-client-cable-proxied", PROXIED),
  disabled("live-client-disabled", TEXT),
  disabled("live-client-disabled-web", WEB),
  disabled("live-client-disabled-proxied", PROXIED),
  addressLost("live-client-address-lost", TEXT),
  addressLost("live-client-address-lost-proxied", PROXIED),
  {
    ...TEXT,
    name: "live-client-route-lost",
    truth: "client-network-down",
    sign: "client",
    make: (lab) => lab.ip("client", `route del ${ROUTE}`),
    undo: (lab) => lab.ip("client", `route add ${ROUTE}`),
  },
  {
    // The way to a proxy on the same link needs no gateway.
    ...PROXIED,
    name: "live-client-route-lost-unneeded",
    truth: null,
    sign: "quiet",
    make: (lab) => lab.ip("client", `route del ${ROUTE}`),
  },
  ownFirewall("live-client-firewall-drops", TEXT, `${TO_SERVER} drop`),
  ownFirewall("live-client-firewall-rejects", TEXT, `${TO_SERVER} reject`),
  ownFirewall(
    "live-client-firewall-drops-proxied",
    PROXIED,
    "tcp dport 3128 drop",
  ),
];
