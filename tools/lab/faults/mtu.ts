import { CERTIFICATES } from "../certificates.ts";
import { type Fault, output } from "../fault.ts";
import type { Lab } from "../lab.ts";
import {
  actor,
  page,
  secureWeb,
  SERVER_PORT,
  tinyproxy,
  web,
} from "../services.ts";
import { DIRECT, DIRECT6, PLAIN, PROXY, SECURE } from "./targets.ts";
import { narrowPath } from "./wiring.ts";

/** No answer larger than the narrow path comes back, and nobody says why. */
async function makeBlackHole(lab: Lab): Promise<void> {
  await narrowPath(lab);
  await lab.filter(
    "router",
    output(
      "icmp type destination-unreachable drop",
      "icmpv6 type packet-too-big drop",
    ),
  );
}

/** Sent in one piece, so that not even the first bytes fit. */
const bigAnswer = actor("server", {
  does: "answer",
  port: SERVER_PORT,
  text: page("200 OK", "x".repeat(20_000)),
});
const bigCertificate = secureWeb(CERTIFICATES.large);

/** What swallows packets of full size. */
export const MTU_FAULTS: readonly Fault[] = [
  {
    name: "mtu-blackhole-answer",
    truth: "mtu-blackhole",
    target: DIRECT,
    silent: true,
    services: [bigAnswer],
    make: makeBlackHole,
  },
  {
    name: "mtu-blackhole-answer-six",
    truth: "mtu-blackhole",
    target: DIRECT6,
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
    or: ["server-hung", "protocol-mismatch"],
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
