import { type Fault, input, output } from "../fault.ts";
import { names, tinyproxy, web } from "../services.ts";
import { DIRECT, DIRECT6, NAMED, PROXY } from "./targets.ts";

/** Rules of the client's own kernel that keep the connection in. */
export const CLIENT_FIREWALL_FAULTS: readonly Fault[] = [
  {
    name: "client-firewall-drops",
    truth: "firewall-blocked",
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("client", output("tcp dport 8080 drop")),
  },
  {
    name: "client-firewall-drops-six",
    truth: "firewall-blocked",
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("client", output("tcp dport 8080 drop")),
  },
  {
    name: "client-firewall-drops-proxied",
    truth: "firewall-blocked",
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [web(), tinyproxy()],
    make: (lab) => lab.filter("client", output("tcp dport 3128 drop")),
  },
  {
    name: "client-firewall-drops-answers",
    truth: "firewall-blocked",
    or: ["server-hung"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("client", input("tcp sport 8080 drop")),
  },
  {
    name: "client-firewall-drops-all",
    truth: "firewall-blocked",
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("client", output("oifname eth0 drop")),
  },
  {
    name: "client-firewall-drops-names",
    truth: "firewall-blocked",
    or: ["resolver-unreachable"],
    target: NAMED,
    silent: true,
    services: [web(), names()],
    make: (lab) => lab.filter("client", output("udp dport 53 drop")),
  },
  {
    name: "client-firewall-rejects",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter("client", output("tcp dport 8080 reject with tcp reset")),
  },
  {
    // Other traffic may hide the reset that was made here.
    name: "client-firewall-rejects-six",
    truth: "firewall-blocked",
    or: ["server-stopped"],
    target: DIRECT6,
    services: [web()],
    make: (lab) =>
      lab.filter("client", output("tcp dport 8080 reject with tcp reset")),
  },
  {
    name: "client-firewall-rejects-by-icmp",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.filter("client", output("tcp dport 8080 reject")),
  },
  {
    // Linux keeps this message from a connect that is just being sent.
    name: "client-firewall-rejects-by-icmp-six",
    truth: "firewall-blocked",
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("client", output("tcp dport 8080 reject")),
  },
  {
    name: "client-firewall-rejects-as-prohibited",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter(
        "client",
        output("tcp dport 8080 reject with icmpx admin-prohibited"),
      ),
  },
];
