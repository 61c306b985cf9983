import { signalChild } from "../../src/io/deno_child.ts";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import { agentArguments, agentEnv, agentFlags } from "./agent.ts";
import { CERTIFICATES } from "./certificates.ts";
import { type Ran, run } from "./command.ts";
import type { Asked, Fault, ObserverOptions } from "./fault.ts";
import { Lab } from "./lab.ts";
import { PROXY_PORT, SERVER_PORT, startServices } from "./services.ts";
import type { Contention } from "./contention.ts";
import { ADDRESSES } from "./topology.ts";

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
  /** Subprocesses that the program started. */
  readonly subprocesses: number;
  /** How busy the processors were meanwhile. */
  readonly contention: Contention;
  /** How long the program takes to say its version, once in a run. */
  readonly startMs: number;
}

/** What is the same for all trials. */
export interface TrialOptions {
  /** The program as one file with an absolute path. */
  readonly program: string;
  /** How long it takes to say its version, in milliseconds. */
  readonly startMs: number;
  /** For how long a session is watched that may not be lost, in ms. */
  readonly quietMs?: number;
  /** Is called once the program has said its word, while the fault stands. */
  readonly whileBroken?: (lab: Lab, fault: Asked) => Promise<void>;
}

/** Makes a fault in a lab of its own and lets the program name it. */
export async function tryFault(
  fault: Fault,
  prefix: string,
  options: TrialOptions,
): Promise<Trial> {
  const lab = await Lab.open(prefix, options.program);
  try {
    await startServices(lab, fault.services ?? []);
    if (fault.warm) await warmUp(lab, fault);
    await countPackets(lab);
    await fault.make?.(lab);
    const before = await packetsSent(lab);
    const contention = lab.beginContention();
    const ran = await observe(lab, fault);
    const contended = contention();
    const packets = await packetsSent(lab) - before;
    const [, count] = /^subprocesses (\d+)$/m.exec(ran.stderr) ?? [];
    if (ran.stdout === "" || count === undefined) {
      throw new Error(`Cannot try ${fault.name}: ${ran.stderr || "silent"}`);
    }
    const diagnosis = JSON.parse(ran.stdout);
    await options.whileBroken?.(lab, fault);
    return {
      fault,
      diagnosis,
      ran,
      packets,
      subprocesses: Number(count),
      contention: contended,
      startMs: options.startMs,
    };
  } finally {
    await lab.close();
  }
}

async function observe(lab: Lab, fault: Fault): Promise<Ran> {
  const { observer = {} } = fault;
  const file = `${lab.folder}/authority.pem`;
  await Deno.writeTextFile(file, CERTIFICATES.authority);
  const command = await commandOf(lab, fault);
  return await run(lab.inside("client", command), {
    start: lab.startOnTrial,
    env: {
      NODE_EXTRA_CA_CERTS: observer.trusts ? file : "",
      ...agentEnv(fault.agent),
    },
    onStart: (child) => stall(child, observer),
  });
}

/** All that a diagnosis can use. */
export const PERMISSIONS: readonly string[] = [
  "--allow-net",
  "--allow-run=ip,ping,nstat",
  "--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf",
];

async function commandOf(lab: Lab, fault: Fault): Promise<string[]> {
  const { target, proxy, arguments: more = [], observer = {}, agent } = fault;
  const { permissions = PERMISSIONS } = observer;
  return [
    ...UNPRIVILEGED,
    ...await searchPath(lab, observer),
    Deno.execPath(),
    ...["run", "--no-prompt", "--no-config"],
    ...permissions,
    ...agentFlags(agent),
    ...["--preload", new URL("count_spawns.ts", import.meta.url).pathname],
    ...await sleepFlags(lab, observer),
    ...[lab.program, "diagnose", target, ...more, ...agentArguments(agent)],
    ...proxy === undefined ? [] : ["--proxy", proxy],
    ...["--format", "json"],
  ];
}

/** A sleep moves the wall clock and leaves the monotonic one alone. */
async function sleepFlags(
  lab: Lab,
  { sleep }: ObserverOptions,
): Promise<string[]> {
  if (sleep === undefined) return [];
  const file = `${lab.folder}/sleep.js`;
  await Deno.writeTextFile(
    file,
    `const now = Date.now;
     Date.now = () => now() +
       (performance.now() < ${sleep.afterMs} ? 0 : ${sleep.forMs});`,
  );
  return ["--preload", file];
}

/** A folder of the programs that are to be found, as the whole path. */
async function searchPath(
  lab: Lab,
  { programs }: ObserverOptions,
): Promise<string[]> {
  if (programs === undefined) return [];
  const folder = `${lab.folder}/bin`;
  await Deno.mkdir(folder);
  for (const [name, program] of Object.entries(programs)) {
    const { stdout } = await lab.run("client", ["which", program]);
    await Deno.symlink(stdout.trim(), `${folder}/${name}`);
  }
  return ["env", `PATH=${folder}`];
}

/**
 * Root whose privileges are none: as any user, who may yet read where Deno is.
 * `ping` gets its own from its file.
 */
export const UNPRIVILEGED: readonly string[] = [
  ...["setpriv", "--securebits=+noroot,+noroot_locked", "--inh-caps=-all"],
];

function stall(child: Deno.ChildProcess, { stall }: ObserverOptions): void {
  if (stall === undefined) return;
  const { afterMs, forMs } = stall;
  setTimeout(() => {
    signalChild(child, "SIGSTOP");
    // From here on, be this timer late or not.
    setTimeout(() => signalChild(child, "SIGCONT"), forMs);
  }, afterMs);
}

/** Lets the client exchange packets with everybody, as a live one has. */
async function warmUp(lab: Lab, { target, proxy }: Fault): Promise<void> {
  const curl = ["curl", "-s", "-m", "2", "-o", "/dev/null"];
  for (
    const where of [
      ["--noproxy", "*", `http://${ADDRESSES.server}:${SERVER_PORT}/`],
      ["--noproxy", "*", `http://${ADDRESSES.proxy}:${PROXY_PORT}/`],
      ...proxy === undefined ? [] : [["--proxytunnel", "-x", proxy, target]],
    ]
  ) {
    await lab.run("client", [...curl, ...where]);
  }
}

/**
 * Counts at the wire, so that ARP counts and loopback does not; of IPv6 what
 * is sent for a program, and not what an interface sends by itself.
 */
async function countPackets(lab: Lab): Promise<void> {
  const rules = [
    "meta protocol { ip, arp } counter",
    "ip6 nexthdr { tcp, udp } counter",
    "icmpv6 type { echo-request, nd-neighbor-solicit } counter",
  ];
  const hook = 'type filter hook egress device "eth0" priority 0';
  const chain = `chain out {\n${[hook, ...rules].join("\n")}\n}`;
  await lab.nft("client", `table netdev count {\n${chain}\n}\n`);
}

async function packetsSent(lab: Lab): Promise<number> {
  const ruleset = await lab.ruleset("client");
  const counts = ruleset.matchAll(/counter packets (\d+)/g);
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
