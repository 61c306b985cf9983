import type { Diagnosis } from "../../src/model/diagnosis.ts";
import type { Fault } from "./faults.ts";
import { ADDRESSES, Lab, type Ran } from "./lab.ts";
import { PROXY_PORT, SERVER_PORT, startPeers } from "./peers.ts";

/** What one trial of a fault gave. */
export interface Trial {
  /** The fault made. */
  readonly fault: Fault;
  /** What the program said. */
  readonly diagnosis: Diagnosis;
  /** How it ended, and how long the whole process took. */
  readonly ran: Ran;
  /** Packets that the client sent meanwhile. */
  readonly packets: number;
}

/** The program as one file, as `deno task build` makes it. */
const PROGRAM = new URL("../../dist/faultline.js", import.meta.url).pathname;

/** Makes a fault in a lab of its own and lets the program name it. */
export async function tryFault(fault: Fault, prefix: string): Promise<Trial> {
  const lab = await Lab.open(prefix);
  try {
    const peers = await startPeers(lab, fault.peers);
    if (fault.warm) await warmUp(lab);
    await countPackets(lab);
    await fault.apply(lab, peers);
    const before = await packetsSent(lab);
    const ran = await lab.run("client", commandOf(fault));
    const packets = await packetsSent(lab) - before;
    if (ran.stdout === "") throw new Error(`${fault.name}: ${ran.stderr}`);
    return { fault, diagnosis: JSON.parse(ran.stdout), ran, packets };
  } finally {
    await lab.close();
  }
}

function commandOf(fault: Fault): string[] {
  const proxy = fault.proxied
    ? ["--proxy", `http://${ADDRESSES.proxy}:${PROXY_PORT}`]
    : [];
  return [
    Deno.execPath(),
    ...["run", "--no-prompt", "--allow-net", "--allow-run=ip,ping,nstat"],
    ...["--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf", PROGRAM],
    ...["diagnose", fault.target, ...proxy, ...fault.arguments ?? []],
    ...["--format", "json"],
  ];
}

/** Lets the client exchange packets with everybody, as a live one has. */
async function warmUp(lab: Lab): Promise<void> {
  for (
    const url of [
      `http://${ADDRESSES.server}:${SERVER_PORT}/`,
      `http://${ADDRESSES.proxy}:${PROXY_PORT}/`,
    ]
  ) {
    await lab.run("client", [
      ...["curl", "-s", "--noproxy", "*", "-m", "2", "-o", "/dev/null", url],
    ]);
  }
}

/** Counts at the wire, so that ARP counts and loopback does not. */
async function countPackets(lab: Lab): Promise<void> {
  const { code, stderr } = await lab.run("client", [
    "nft",
    // Not IPv6: a young interface sends neighbour discovery of its own.
    "table netdev count {\nchain out {\ntype filter hook egress device " +
    '"eth0" priority 0\nmeta protocol { ip, arp } counter\n}\n}',
  ]);
  if (code !== 0) throw new Error(`Cannot count packets: ${stderr}`);
}

async function packetsSent(lab: Lab): Promise<number> {
  const { stdout } = await lab.run("client", ["nft", "list", "ruleset"]);
  return Number(/counter packets (\d+)/.exec(stdout)?.[1] ?? 0);
}
