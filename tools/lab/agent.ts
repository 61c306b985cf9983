import type { Lab } from "./lab.ts";
import type { Service } from "./services.ts";
import { ADDRESSES } from "./topology.ts";

/**
 * By which way the agent on the proxy machine is asked: by the link that the
 * proxy serves, or by a cable of its own.
 */
export type AgentWay = "lan" | "aside";

/** The cable of its own: a network for those who look after the machines. */
const ASIDE = { client: "10.77.9.10", proxy: "10.77.9.3" } as const;

/** The port of an agent that is told no other. */
const AGENT_PORT = 4579;

/** What client and agent share; a lab keeps no secrets. */
const TOKEN = "a-token-of-the-lab";

/** The variable in which the client finds it. */
const VARIABLE = "FAULTLINE_AGENT_TOKEN";

/** Where Linux tells which run of it this is. */
const BOOT_ID = "/proc/sys/kernel/random/boot_id";

/** Each program of `ip netns exec` has a table of mounts of its own. */
const OVER_BOOT_ID = `mount --bind "$0" ${BOOT_ID} && exec "$@"`;

/** An agent on the proxy machine: `faultline agent`. */
export function agentOn(way: AgentWay): Service {
  return {
    host: "proxy",
    program: "deno",
    port: AGENT_PORT,
    async command(lab) {
      if (way === "aside") await layAside(lab);
      const folder = `${lab.folder}/agent`;
      await Deno.mkdir(folder, { recursive: true });
      await Deno.writeTextFile(`${folder}/token`, TOKEN);
      return [
        ...["sh", "-c", OVER_BOOT_ID, await newBootId(folder)],
        ...[Deno.execPath(), "run", "-A", "--no-config", lab.program],
        ...["agent", "--journal", `${folder}/journal`],
        ...["--bind", addressOf(way), "--token-file", `${folder}/token`],
      ];
    },
  };
}

/** What a command is asked with, so that it asks the agent. */
export function agentArguments(way: AgentWay | undefined): readonly string[] {
  return way === undefined ? [] : ["--agent", `http://${addressOf(way)}`];
}

/** How Deno is started, so that a command can know the token. */
export function agentFlags(way: AgentWay | undefined): readonly string[] {
  return way === undefined ? [] : [`--allow-env=${VARIABLE}`];
}

/** What a command finds in its environment. */
export function agentEnv(way: AgentWay | undefined): Record<string, string> {
  return way === undefined ? {} : { [VARIABLE]: TOKEN };
}

function addressOf(way: AgentWay): string {
  return way === "aside" ? ASIDE.proxy : ADDRESSES.proxy;
}

async function layAside(lab: Lab): Promise<void> {
  const peer = `type veth peer name eth1 netns ${lab.namespace("proxy")}`;
  await lab.ip("client", `link add eth1 ${peer}`, ...linesOf(ASIDE.client));
  await lab.ip("proxy", ...linesOf(ASIDE.proxy));
}

function linesOf(address: string): string[] {
  return ["link set eth1 up", `addr add ${address}/24 dev eth1`];
}

/** Writes what tells this start of the machine from the ones before. */
async function newBootId(folder: string): Promise<string> {
  const file = await Deno.makeTempFile({ dir: folder, prefix: "boot-" });
  await Deno.writeTextFile(file, `${crypto.randomUUID()}\n`);
  return file;
}
