import type { Observation } from "../../src/model/observation.ts";
import type { LookRequest, LooksSeen } from "./look_in_namespace.ts";
import { STD_FLAGS } from "./std_flags.ts";

/** The hosts of a network; the switch is one that only switches. */
const HOSTS = ["client", "switch", "peer", "router", "server"] as const;

type Host = typeof HOSTS[number];

/** Addresses in every network. */
export const CLIENT = "10.78.1.10";
export const PEER = "10.78.1.3";
export const PEER6 = "fd78:1::3";
export const GATEWAY = "10.78.1.1";
export const GATEWAY6 = "fd78:1::1";
export const SERVER = "10.78.2.20";
export const SERVER6 = "fd78:2::20";

/** Longer than neighbour discovery must be tried, and no longer than needed. */
export const LONG_MS = 1300;

function pathOf(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

/** Runs a program of this project where nothing can be loaded from afar. */
const DENO_RUN = [
  Deno.execPath(),
  ...["run", "--quiet", "--no-prompt", "--cached-only"],
  ...STD_FLAGS,
];

const RUNNER = pathOf("./look_in_namespace.ts");

/**
 * Hosts in network namespaces of their own: nothing leaves this machine.
 *
 * ```text
 * client ─┐
 * peer   ─┼─ switch ─ router ─ server
 * ```
 */
export class TestNetwork {
  readonly #prefix: string;

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Builds one under names that nobody else uses. */
  static async open(): Promise<TestNetwork> {
    opened++;
    const network = new TestNetwork(`flp${Deno.pid}x${opened}`);
    try {
      await network.#build();
    } catch (error) {
      await network[Symbol.asyncDispose]();
      throw error;
    }
    return network;
  }

  /** Runs one `ip` command in a host, for example `link set eth0 down`. */
  async ip(host: Host, command: string): Promise<void> {
    await mustRun(["-n", this.#name(host), ...command.split(" ")]);
  }

  /** Pulls or plugs a host's cable, at the switch. */
  async cable(host: Host, state: "up" | "down"): Promise<void> {
    await this.ip("switch", `link set ${host} ${state}`);
  }

  /** Sets the firewall of a host to one rule of one hook. */
  async rule(
    host: Host,
    hook: "input" | "output" | "forward",
    rule: string,
  ): Promise<void> {
    await this.#exec(host, "nft", "flush ruleset");
    await this.#exec(host, "nft", "add table inet f");
    const chain = `{ type filter hook ${hook} priority 0; }`;
    await this.#exec(host, "nft", `add chain inet f c ${chain}`);
    await this.#exec(host, "nft", `add rule inet f c ${rule}`);
  }

  /** Opens a host's firewall again. */
  async open(host: Host): Promise<void> {
    await this.#exec(host, "nft", "flush ruleset");
  }

  /** Runs looks on the client. */
  async look(
    requests: readonly LookRequest[],
    { order = "together", timeoutMs = LONG_MS } = {},
  ): Promise<LooksSeen> {
    const stdout = await this.#exec(
      "client",
      ...DENO_RUN,
      ...["--allow-net", "--allow-run=ip,ping,nstat", RUNNER],
      ...[JSON.stringify(requests), order, `${timeoutMs}`],
    );
    return JSON.parse(stdout);
  }

  /** Starts a program of Deno on a host; the caller ends it. */
  start(host: Host, ...args: readonly string[]): Deno.ChildProcess {
    return new Deno.Command("ip", {
      args: ["netns", "exec", this.#name(host), ...DENO_RUN, ...args],
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
  }

  /** Starts one for which a file stands in the place of another. */
  startOver(
    host: Host,
    [file, place]: readonly [file: string, place: string],
    ...args: readonly string[]
  ): Deno.ChildProcess {
    // Each program of `ip netns exec` has a table of mounts of its own.
    const script = 'mount --bind "$0" "$1" && shift && exec "$@"';
    const command = ["sh", "-c", script, file, place, ...DENO_RUN, ...args];
    return new Deno.Command("ip", {
      args: ["netns", "exec", this.#name(host), ...command],
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
  }

  /** Lays one more cable between two hosts. */
  async lay(
    host: Host,
    device: string,
    other: Host,
    port: string,
  ): Promise<void> {
    await this.#plug(host, device, other, port);
  }

  /** The outcomes of one look on the client, with its observations. */
  async see(request: LookRequest): Promise<{
    readonly outcomes: readonly string[];
    readonly observations: readonly Observation[];
  }> {
    const { looks: [observations = []] } = await this.look([request]);
    return { outcomes: outcomesOf(observations), observations };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const host of HOSTS) await run(["netns", "del", this.#name(host)]);
  }

  #name(host: Host): string {
    return `${this.#prefix}-${host}`;
  }

  #exec(host: Host, ...command: readonly string[]): Promise<string> {
    return mustRun(["netns", "exec", this.#name(host), ...command]);
  }

  async #build(): Promise<void> {
    for (const host of HOSTS) {
      await mustRun(["netns", "add", this.#name(host)]);
      // A link-local address can be used at once, not after a second.
      const noDad = "net.ipv6.conf.default.accept_dad=0";
      await this.#exec(host, "sysctl", "-qw", noDad);
      await this.ip(host, "link set lo up");
    }
    await this.ip("switch", "link add lan type bridge");
    await this.ip("switch", "link set lan up");
    await this.#plug("client", "eth0", "switch", "client");
    await this.#plug("peer", "eth0", "switch", "peer");
    await this.#plug("router", "eth0", "switch", "router");
    await this.#plug("router", "eth1", "server", "eth0");
    await this.#address("client", "eth0", CLIENT, "fd78:1::10");
    await this.#address("peer", "eth0", PEER, PEER6);
    await this.#address("router", "eth0", GATEWAY, GATEWAY6);
    await this.#address("router", "eth1", "10.78.2.1", "fd78:2::1");
    await this.#address("server", "eth0", SERVER, SERVER6);
    await this.#exec("router", "sysctl", "-qw", "net.ipv4.ip_forward=1");
    const forward6 = "net.ipv6.conf.all.forwarding=1";
    await this.#exec("router", "sysctl", "-qw", forward6);
    await this.defaultRoute("client");
    await this.ip("server", "route add default via 10.78.2.1");
    await this.ip("server", "route add default via fd78:2::1");
  }

  /** Gives a host of the near side its default routes. */
  async defaultRoute(host: "client" | "peer"): Promise<void> {
    await this.ip(host, `route add default via ${GATEWAY}`);
    await this.ip(host, `route add default via ${GATEWAY6}`);
  }

  async #plug(host: Host, device: string, other: Host, port: string) {
    const peer = `peer name ${port} netns ${this.#name(other)}`;
    await this.ip(host, `link add ${device} type veth ${peer}`);
    const master = other === "switch" ? "master lan " : "";
    await this.ip(other, `link set ${port} ${master}up`);
    await this.ip(host, `link set ${device} up`);
  }

  async #address(host: Host, device: string, four: string, six: string) {
    await this.ip(host, `addr add ${four}/24 dev ${device}`);
    await this.ip(host, `addr add ${six}/64 dev ${device} nodad`);
  }
}

/** The outcomes of some observations. */
export function outcomesOf(
  observations: readonly Observation[],
): readonly string[] {
  return observations.map(({ outcome }) => outcome);
}

let opened = 0;

/**
 * Whether this process may make network namespaces: root on Linux may. Tests
 * that need them are ignored elsewhere; the same judgements are tested there
 * on captured output.
 */
export const canMakeNetworks: boolean = await tryNamespace();

async function tryNamespace(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const name = `flp${Deno.pid}try`;
  try {
    const made = await run(["netns", "add", name]);
    if (!made.success) return false;
    const { success } = await run([
      "netns",
      "exec",
      name,
      "nft",
      "list",
      "tables",
    ]);
    await run(["netns", "del", name]);
    return success;
  } catch {
    return false;
  }
}

async function mustRun(args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await run(args);
  if (success) return stdout;
  throw new Error(`Cannot run ip ${args.join(" ")}: ${stderr.trim()}`);
}

async function run(args: readonly string[]) {
  const command = new Deno.Command("ip", { args: [...args], stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return {
    success,
    stdout: text.decode(stdout),
    stderr: text.decode(stderr),
  };
}
