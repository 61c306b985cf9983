import { type Fault, input } from "../fault.ts";
import { actor, SERVER_PORT, tinyproxy, web } from "../services.ts";
import { DIRECT, DIRECT6, PLAIN, PROXY } from "./targets.ts";

/** The first SYN of each connection is lost, its retransmission is not. */
const LOSES_FIRST_SYN = `
set seen { type inet_service; flags dynamic; size 1024; timeout 1m; }
${
  input(
    `tcp dport ${SERVER_PORT} tcp flags syn tcp sport @seen accept`,
    `tcp dport ${SERVER_PORT} tcp flags syn add @seen { tcp sport } drop`,
  )
}`;

function greeting(text: string) {
  return actor("server", { does: "greet", port: SERVER_PORT, text });
}

/** What breaks once the connection stands. */
export const SESSION_FAULTS: readonly Fault[] = [
  {
    name: "http-asked-of-ssh",
    truth: "protocol-mismatch",
    target: DIRECT,
    services: [greeting("SSH-2.0-OpenSSH_9.9\r\n")],
  },
  {
    name: "http-asked-of-ssh-proxied",
    truth: "protocol-mismatch",
    target: DIRECT,
    proxy: PROXY,
    services: [greeting("SSH-2.0-OpenSSH_9.9\r\n"), tinyproxy()],
  },
  {
    name: "http-asked-of-redis",
    truth: "protocol-mismatch",
    target: DIRECT,
    services: [
      actor("server", {
        does: "answer",
        port: SERVER_PORT,
        text: "-ERR wrong number of arguments for 'get' command\r\n",
      }),
    ],
  },
  {
    name: "http-asked-of-garbage",
    truth: "protocol-mismatch",
    target: DIRECT,
    services: [
      actor("server", {
        does: "answer",
        port: SERVER_PORT,
        text: "\x00\x01\xff\xfe\x80".repeat(100),
      }),
    ],
  },
  {
    name: "degraded-first-packet-lost",
    truth: "degraded",
    target: PLAIN,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("server", LOSES_FIRST_SYN),
  },
  {
    name: "degraded-first-packet-lost-http",
    truth: "degraded",
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("server", LOSES_FIRST_SYN),
  },
  {
    name: "degraded-first-packet-lost-six",
    truth: "degraded",
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("server", LOSES_FIRST_SYN),
  },
  {
    name: "degraded-and-then-hung",
    truth: "server-hung",
    or: ["degraded"],
    target: DIRECT,
    silent: "twice",
    services: [web()],
    make: async (lab) => {
      await lab.filter("server", LOSES_FIRST_SYN);
      await lab.suspend("server");
    },
  },
];
