import { type Fault, forward, input } from "../fault.ts";
import {
  actor,
  danted,
  NAMES,
  names,
  on,
  PROXY_PORT,
  SERVER_PORT,
  type Service,
  squid,
  tinyproxy,
  web,
} from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { PROXY_MACHINE } from "./look_alikes.ts";
import { DIRECT, FAR_PROXY, NAMED, PROXY, SOCKS } from "./targets.ts";

function answering(text: string) {
  return actor("proxy", { does: "answer", port: PROXY_PORT, text });
}

/** A peer in the proxy's place that gives this answer to everything. */
export function proxyStatus(line: string): Service {
  return answering(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`);
}

/** What breaks at the proxy. */
export const PROXY_FAULTS: readonly Fault[] = [
  {
    name: "proxy-stopped",
    truth: "proxy-stopped",
    target: DIRECT,
    proxy: PROXY,
  },
  {
    name: "proxy-stopped-socks",
    truth: "proxy-stopped",
    target: DIRECT,
    proxy: SOCKS,
  },
  {
    name: "proxy-stopped-by-name",
    truth: "proxy-stopped",
    target: NAMED,
    proxy: `http://${NAMES.proxy}:${PROXY_PORT}`,
    services: [names()],
  },
  {
    name: "proxy-hung",
    truth: "proxy-hung",
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [tinyproxy()],
    make: (lab) => lab.suspend("proxy"),
  },
  {
    name: "proxy-hung-squid",
    truth: "proxy-hung",
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [squid()],
    make: (lab) => lab.suspend("proxy"),
  },
  {
    name: "proxy-hung-danted",
    truth: "proxy-hung",
    target: DIRECT,
    proxy: SOCKS,
    silent: true,
    services: [danted()],
    make: (lab) => lab.suspend("proxy"),
  },
  {
    name: "proxy-hung-queue-full",
    truth: "proxy-hung",
    or: ["firewall-blocked"],
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [actor("proxy", { does: "fill", port: PROXY_PORT })],
  },
  {
    name: "proxy-network-down",
    truth: "proxy-network-down",
    or: PROXY_MACHINE,
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    make: (lab) => lab.ip("proxy", "link set eth0 down"),
  },
  {
    name: "proxy-cable-warm",
    truth: "proxy-cable-unplugged",
    or: PROXY_MACHINE,
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [web(), tinyproxy()],
    warm: true,
    make: (lab) => lab.cable("proxy", "down"),
  },
  {
    name: "proxy-far-stopped",
    truth: "proxy-stopped",
    target: DIRECT,
    proxy: FAR_PROXY,
  },
  {
    name: "proxy-far-cable",
    truth: "proxy-cable-unplugged",
    or: [...PROXY_MACHINE, "path-broken"],
    target: DIRECT,
    proxy: FAR_PROXY,
    silent: true,
    make: (lab) => lab.cable("names", "down"),
  },
  {
    name: "proxy-far-gateway-silent",
    truth: "gateway-unreachable",
    target: DIRECT,
    proxy: FAR_PROXY,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "proxy-far-path-cut",
    truth: "path-broken",
    or: PROXY_MACHINE,
    target: DIRECT,
    proxy: FAR_PROXY,
    silent: true,
    services: [on("names", tinyproxy())],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "proxy-far-portal",
    truth: "captive-portal",
    target: DIRECT,
    proxy: FAR_PROXY,
    services: [
      actor("router", {
        does: "answer",
        port: PROXY_PORT,
        text: "HTTP/1.1 511 Network Authentication Required\r\n" +
          "Content-Length: 0\r\n\r\n",
      }),
    ],
    make: (lab) =>
      lab.nft(
        "router",
        `table ip portal {
          chain prerouting {
            type nat hook prerouting priority -100
            tcp dport ${PROXY_PORT} redirect
          }
        }\n`,
      ),
  },
  {
    name: "proxy-filtered",
    truth: "firewall-blocked",
    or: ["proxy-hung"],
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [tinyproxy()],
    make: (lab) => lab.filter("proxy", input("tcp dport 3128 drop")),
  },
  {
    name: "proxy-rejected",
    truth: "firewall-blocked",
    target: DIRECT,
    proxy: PROXY,
    services: [tinyproxy()],
    make: (lab) => lab.filter("proxy", input("tcp dport 3128 reject")),
  },
  {
    name: "proxy-auth",
    truth: "proxy-auth-required",
    target: DIRECT,
    proxy: PROXY,
    services: [tinyproxy("BasicAuth user secret")],
  },
  {
    name: "proxy-auth-squid",
    truth: "proxy-auth-required",
    target: DIRECT,
    proxy: PROXY,
    services: [
      squid(
        "auth_param basic program /usr/lib/squid/basic_fake_auth",
        "auth_param basic children 1",
        "acl users proxy_auth REQUIRED",
        "http_access deny !users",
      ),
    ],
  },
  {
    name: "proxy-auth-danted",
    truth: "proxy-auth-required",
    target: DIRECT,
    proxy: SOCKS,
    services: [danted({ method: "username" })],
  },
  {
    name: "proxy-auth-danted-wrong",
    truth: "proxy-auth-required",
    target: DIRECT,
    // danted delays the answer to a wrong password.
    silent: true,
    proxy: `socks5://nobody:wrong@${ADDRESSES.proxy}:${PROXY_PORT}`,
    services: [danted({ method: "username" })],
  },
  {
    name: "proxy-denies",
    truth: "proxy-denied",
    target: DIRECT,
    proxy: PROXY,
    services: [tinyproxy("ConnectPort 443")],
  },
  {
    name: "proxy-denies-squid",
    truth: "proxy-denied",
    target: DIRECT,
    proxy: PROXY,
    services: [
      squid(`acl closed port ${SERVER_PORT}`, "http_access deny closed"),
    ],
  },
  {
    name: "proxy-denies-danted",
    truth: "proxy-denied",
    target: DIRECT,
    proxy: SOCKS,
    services: [
      danted({
        rules: [
          `socks block { from: 0.0.0.0/0 to: 0.0.0.0/0 port = ${SERVER_PORT} }`,
        ],
      }),
    ],
  },
  {
    name: "proxy-denies-client",
    truth: "proxy-denied",
    or: ["proxy-stopped", "protocol-mismatch"],
    target: DIRECT,
    proxy: PROXY,
    services: [tinyproxy("Allow 10.9.9.9")],
  },
  {
    name: "proxy-closes",
    truth: "proxy-denied",
    or: ["proxy-stopped", "protocol-mismatch"],
    target: DIRECT,
    proxy: PROXY,
    services: [actor("proxy", { does: "close", port: PROXY_PORT })],
  },
  {
    name: "proxy-is-a-web-server",
    truth: "protocol-mismatch",
    or: ["proxy-denied"],
    target: DIRECT,
    proxy: PROXY,
    services: [proxyStatus("404 Not Found")],
  },
  {
    name: "proxy-is-something-else",
    truth: "protocol-mismatch",
    target: DIRECT,
    proxy: PROXY,
    services: [answering("-ERR unknown command\r\n")],
  },
  {
    // tinyproxy waits for the end of a line that SOCKS5 never sends.
    name: "proxy-port-mismatch",
    truth: "proxy-hung",
    target: DIRECT,
    proxy: SOCKS,
    silent: true,
    services: [tinyproxy()],
  },
];
