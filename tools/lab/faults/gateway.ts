import { CERTIFICATES } from "../certificates.ts";
import { type Fault, forward, input, output } from "../fault.ts";
import {
  actor,
  NAMES,
  names,
  secureWeb,
  SERVER_PORT,
  tinyproxy,
  web,
} from "../services.ts";
import { ADDRESSES, ADDRESSES6 } from "../topology.ts";
import type { Lab } from "../lab.ts";
import {
  BOTH,
  DIRECT,
  DIRECT6,
  NAMED,
  PLAIN,
  PROXY,
  REFERENCE,
  SECURE,
} from "./targets.ts";
import { narrowPath } from "./wiring.ts";

const PORTAL_PORT = 8081;

/** A portal on the router, to which it leads all that is meant for the web. */
function portal(text: string): Pick<Fault, "services" | "make"> {
  return {
    services: [
      web(),
      names(),
      actor("router", { does: "answer", port: PORTAL_PORT, text }),
    ],
    make: (lab) =>
      lab.nft(
        "router",
        `table ip portal {
          chain prerouting {
            type nat hook prerouting priority -100
            tcp dport { 80, ${SERVER_PORT} } redirect to :${PORTAL_PORT}
          }
        }\n`,
      ),
  };
}

function page(head: string, body: string): string {
  return `HTTP/1.1 ${head}\r\nContent-Type: text/html\r\n` +
    `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

const WISPR = `<html><!--
<?xml version="1.0"?><WISPAccessGatewayParam><Redirect>
<LoginURL>http://login.hotel.test/</LoginURL>
</Redirect></WISPAccessGatewayParam>
--></html>`;

/** No answer larger than the narrow path comes back, and nobody says why. */
async function makeBlackHole(lab: Lab): Promise<void> {
  await narrowPath(lab);
  await lab.filter("router", output("icmp type destination-unreachable drop"));
}

/** Sent in one piece, so that not even the first bytes fit. */
const bigAnswer = actor("server", {
  does: "answer",
  port: SERVER_PORT,
  text: page("200 OK", "x".repeat(20_000)),
});
const bigCertificate = secureWeb(CERTIFICATES.large);

/** What breaks at the gateway, and on the path beyond it. */
export const GATEWAY_FAULTS: readonly Fault[] = [
  {
    name: "gateway-silent-cold",
    truth: "gateway-unreachable",
    target: DIRECT,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-silent-cold-six",
    truth: "gateway-unreachable",
    target: DIRECT6,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-silent-cold-named",
    truth: "gateway-unreachable",
    target: NAMED,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-silent-warm",
    truth: "gateway-unreachable",
    or: ["path-broken", "server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    warm: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-cable",
    truth: "gateway-unreachable",
    target: DIRECT,
    silent: true,
    make: (lab) => lab.cable("router", "down"),
  },
  {
    name: "path-cut",
    truth: "path-broken",
    target: DIRECT,
    arguments: REFERENCE,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-six",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-reference-by-name",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT,
    arguments: ["--reference", NAMES.four],
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-no-reference",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-three-references",
    truth: "path-broken",
    target: BOTH,
    arguments: ["10.77.2.53", "10.77.2.54", "10.77.2.55"].flatMap((host) => [
      "--reference",
      host,
    ]),
    silent: true,
    make: async (lab) => {
      await lab.writeEtc(
        "client",
        "hosts",
        `${ADDRESSES.server} ${NAMES.both}\n${ADDRESSES6.server} ${NAMES.both}\n`,
      );
      await lab.filter("router", forward("drop"));
    },
  },
  {
    name: "path-cut-three-name-servers",
    truth: "path-broken",
    or: ["resolver-unreachable", "firewall-blocked"],
    target: BOTH,
    arguments: ["10.77.2.53", "10.77.2.54", "10.77.2.55"].flatMap((host) => [
      "--reference",
      host,
      "--name-server",
      host,
    ]),
    silent: true,
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-and-ping-filtered",
    truth: "path-broken",
    or: ["gateway-unreachable", "server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) =>
      lab.filter("router", forward("drop"), input("icmp type 8 drop")),
  },
  {
    name: "gateway-does-not-forward",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) =>
      lab.ip("client", `route replace default via ${ADDRESSES.proxy}`),
  },
  {
    name: "path-no-route",
    truth: "path-broken",
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.ip("router", "link set eth1 down"),
  },
  {
    // Linux keeps a message that comes back sooner than connect() returns.
    name: "path-no-route-six",
    truth: "path-broken",
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.ip("router", "link set eth1 down"),
  },
  {
    name: "path-prohibited",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.ip("router", "route add prohibit 10.77.2.20"),
  },
  {
    name: "path-unreachable",
    truth: "server-unreachable",
    or: ["path-broken", "firewall-blocked"],
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.ip("router", "route add unreachable 10.77.2.20"),
  },
  {
    name: "path-rejected",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter("router", forward("tcp dport 8080 reject with icmp type 13")),
  },
  {
    name: "path-reset",
    // A firewall that imitates a closed port is one, to any observer.
    truth: "server-stopped",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter("router", forward("tcp dport 8080 reject with tcp reset")),
  },
  {
    name: "captive-portal-status",
    truth: "captive-portal",
    target: DIRECT,
    ...portal(page("511 Network Authentication Required", "log in")),
  },
  {
    name: "captive-portal-redirect",
    truth: "captive-portal",
    target: NAMED,
    ...portal(page(
      `302 Found\r\nLocation: http://${ADDRESSES.gateway}:${PORTAL_PORT}/`,
      "",
    )),
  },
  {
    name: "captive-portal-page",
    truth: "captive-portal",
    target: `http://${NAMES.four}`,
    ...portal(page("200 OK", WISPR)),
  },
  {
    name: "mtu-blackhole-answer",
    truth: "mtu-blackhole",
    target: DIRECT,
    silent: true,
    services: [bigAnswer],
    make: makeBlackHole,
  },
  {
    // The head comes in a packet of its own, and the page never does.
    name: "mtu-blackhole-page",
    truth: "mtu-blackhole",
    target: DIRECT,
    silent: true,
    services: [web({ page: "x".repeat(20_000) })],
    make: makeBlackHole,
  },
  {
    name: "mtu-blackhole-certificate",
    truth: "mtu-blackhole",
    target: SECURE,
    silent: true,
    services: [bigCertificate],
    observer: { trusts: true },
    make: makeBlackHole,
  },
  {
    name: "mtu-blackhole-proxied",
    truth: "mtu-blackhole",
    or: ["server-hung"],
    target: SECURE,
    proxy: PROXY,
    silent: true,
    services: [bigCertificate, tinyproxy()],
    observer: { trusts: true },
    make: makeBlackHole,
  },
  {
    name: "mtu-blackhole-unnoticed",
    truth: null,
    target: PLAIN,
    services: [web()],
    make: makeBlackHole,
  },
];
