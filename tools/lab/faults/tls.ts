import { CERTIFICATES } from "../certificates.ts";
import type { Fault } from "../fault.ts";
import { actor, secureWeb, SERVER_PORT, tinyproxy, web } from "../services.ts";
import { DIRECT, PROXY, SECURE } from "./targets.ts";

const { expired, future, otherName, good, selfSigned } = CERTIFICATES;

/** A fatal alert: handshake_failure (RFC 8446 section 6.2). */
const ALERT = "\x15\x03\x03\x00\x02\x02\x28";

/** What breaks in the handshake of TLS. */
export const TLS_FAULTS: readonly Fault[] = [
  {
    name: "tls-expired",
    truth: "tls-failed",
    target: SECURE,
    services: [secureWeb(expired)],
    observer: { trusts: true },
  },
  {
    name: "tls-expired-proxied",
    truth: "tls-failed",
    target: SECURE,
    proxy: PROXY,
    services: [secureWeb(expired), tinyproxy()],
    observer: { trusts: true },
  },
  {
    name: "tls-not-yet-valid",
    truth: "tls-failed",
    target: SECURE,
    services: [secureWeb(future)],
    observer: { trusts: true },
  },
  {
    name: "tls-wrong-name",
    truth: "tls-failed",
    target: SECURE,
    services: [secureWeb(otherName)],
    observer: { trusts: true },
  },
  {
    name: "tls-wrong-name-proxied",
    truth: "tls-failed",
    target: SECURE,
    proxy: PROXY,
    services: [secureWeb(otherName), tinyproxy()],
    observer: { trusts: true },
  },
  {
    name: "tls-unknown-issuer",
    truth: "tls-failed",
    target: SECURE,
    services: [secureWeb(good)],
  },
  {
    name: "tls-self-signed",
    truth: "tls-failed",
    target: SECURE,
    services: [secureWeb(selfSigned)],
  },
  {
    name: "tls-alert",
    truth: "tls-failed",
    target: SECURE,
    services: [
      actor("server", { does: "answer", port: SERVER_PORT, text: ALERT }),
    ],
  },
  {
    name: "tls-alert-proxied",
    truth: "tls-failed",
    target: SECURE,
    proxy: PROXY,
    services: [
      actor("server", { does: "answer", port: SERVER_PORT, text: ALERT }),
      tinyproxy(),
    ],
  },
  {
    name: "tls-closed",
    truth: "tls-failed",
    or: ["protocol-mismatch", "server-stopped"],
    target: SECURE,
    services: [actor("server", { does: "close", port: SERVER_PORT })],
  },
  {
    // A server of another protocol may wait for the end of a line.
    name: "tls-hung",
    truth: "server-hung",
    or: ["protocol-mismatch"],
    target: SECURE,
    silent: true,
    services: [actor("server", { does: "hang", port: SERVER_PORT })],
  },
  {
    name: "tls-hung-proxied",
    truth: "server-hung",
    or: ["mtu-blackhole", "protocol-mismatch"],
    target: SECURE,
    proxy: PROXY,
    silent: true,
    services: [
      actor("server", { does: "hang", port: SERVER_PORT }),
      tinyproxy(),
    ],
  },
  {
    name: "tls-asked-of-http",
    truth: "protocol-mismatch",
    target: SECURE,
    services: [web()],
  },
  {
    name: "tls-asked-of-http-proxied",
    truth: "protocol-mismatch",
    target: SECURE,
    proxy: PROXY,
    services: [web(), tinyproxy()],
  },
  {
    name: "tls-asked-of-ssh",
    truth: "protocol-mismatch",
    target: SECURE,
    services: [
      actor("server", {
        does: "greet",
        port: SERVER_PORT,
        text: "SSH-2.0-OpenSSH_9.9\r\n",
      }),
    ],
  },
  {
    // OpenSSL closes without an alert.
    name: "http-asked-of-tls",
    truth: "protocol-mismatch",
    or: ["server-stopped"],
    target: DIRECT,
    services: [secureWeb(good)],
  },
];
