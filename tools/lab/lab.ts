/**
 * Real hosts on one machine: network namespaces joined by veth pairs.
 *
 * ```text
 * client 10.77.1.10 ─┐
 * proxy  10.77.1.3  ─┼─ switch ─ 10.77.1.1 router 10.77.2.1 ─┬─ server 10.77.2.20
 *                    │                                       └─ names  10.77.2.53
 * client virbr0 192.168.122.1: a second, virtual interface that is always up
 * ```
 *
 * Everything lives in namespaces of its own; no packet leaves the machine.
 */

/** The hosts of a lab. */
export const HOSTS = [
  "client",
  "proxy",
  "router",
  "server",
  "names",
  "switch",
] as const;

/** One host of a lab. */
export type Host = typeof HOSTS[number];

/** Addresses inside every lab. */
export const ADDRESSES = {
  client: "10.77.1.10",
  proxy: "10.77.1.3",
  gateway: "10.77.1.1",
  server: "10.77.2.20",
  names: "10.77.2.53",
} as const;

/** What a command printed and how it ended. */
export interface Ran {
  /** Exit code. */
  readonly code: number;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
  /** How long it ran, in milliseconds. */
  readonly tookMs: number;
}

/** A lab that stands until it is closed. */
export class Lab {
  /** Prefix of the namespaces' names, so that labs stand side by side. */
  readonly prefix: string;
  readonly #children: Deno.ChildProcess[] = [];

  private constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** Whether this process may make namespaces. */
  static async isPossible(): Promise<boolean> {
    const name = `flt-try-${Deno.pid}`;
    try {
      const made = await run(["ip", "netns", "add", name]);
      if (made.code === 0) await run(["ip", "netns", "del", name]);
      return made.code === 0;
    } catch {
      return false;
    }
  }

  /** Builds a lab under a prefix that nobody else uses. */
  static async open(prefix = `flt${Deno.pid}`): Promise<Lab> {
    const lab = new Lab(prefix);
    try {
      await lab.#build();
    } catch (error) {
      await lab.close();
      throw error;
    }
    return lab;
  }

  /** The namespace of a host. */
  namespace(host: Host): string {
    return `${this.prefix}-${host}`;
  }

  /** Runs `ip` in a host, and throws if it fails. */
  async ip(host: Host, ...args: readonly string[]): Promise<void> {
    await mustRun(["ip", "-n", this.namespace(host), ...args]);
  }

  /** Runs a command in a host to its end. */
  run(
    host: Host,
    command: readonly string[],
    options: { readonly timeoutMs?: number } = {},
  ): Promise<Ran> {
    return run(this.#inside(host, command), options);
  }

  /** Starts a process in a host; it is ended with the lab at the latest. */
  start(host: Host, command: readonly string[]): Deno.ChildProcess {
    const [program = "", ...args] = this.#inside(host, command);
    const child = new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    this.#children.push(child);
    return child;
  }

  /** Waits until a TCP port is served in a host. */
  async served(host: Host, port: number): Promise<void> {
    for (let tries = 0; tries < MAX_SERVED_TRIES; tries++) {
      const { stdout } = await this.run(host, ["ss", "-Htln"]);
      if (stdout.includes(`:${port} `)) return;
      await new Promise((resolve) => setTimeout(resolve, SERVED_PAUSE_MS));
    }
    throw new Error(`Cannot use ${host}: port ${port} is not served`);
  }

  /** Ends all processes and removes all namespaces. */
  async close(): Promise<void> {
    for (const child of this.#children) {
      try {
        child.kill("SIGCONT");
        child.kill("SIGKILL");
      } catch {
        // It has ended already.
      }
      await child.status;
    }
    for (const host of HOSTS) {
      await run(["ip", "netns", "del", this.namespace(host)]);
    }
    await Deno.remove(this.#etc("client"), { recursive: true })
      .catch(() => {});
  }

  #inside(host: Host, command: readonly string[]): string[] {
    return ["ip", "netns", "exec", this.namespace(host), ...command];
  }

  #etc(host: Host): string {
    return `/etc/netns/${this.namespace(host)}`;
  }

  async #build(): Promise<void> {
    for (const host of HOSTS) {
      await mustRun(["ip", "netns", "add", this.namespace(host)]);
      await this.ip(host, "link", "set", "lo", "up");
    }
    await this.ip("switch", "link", "add", "lan", "type", "bridge");
    await this.ip("switch", "link", "add", "far", "type", "bridge");
    await this.ip("switch", "link", "set", "lan", "up");
    await this.ip("switch", "link", "set", "far", "up");
    await this.#plug("client", "eth0", "lan", ADDRESSES.client);
    await this.#plug("proxy", "eth0", "lan", ADDRESSES.proxy);
    await this.#plug("router", "eth0", "lan", ADDRESSES.gateway);
    await this.#plug("router", "eth1", "far", "10.77.2.1");
    await this.#plug("server", "eth0", "far", ADDRESSES.server);
    await this.#plug("names", "eth0", "far", ADDRESSES.names);
    for (const host of ["client", "proxy"] as const) {
      await this.ip(host, "route", "add", "default", "via", ADDRESSES.gateway);
    }
    for (const host of ["server", "names"] as const) {
      await this.ip(host, "route", "add", "default", "via", "10.77.2.1");
    }
    await this.run("router", ["sysctl", "-qw", "net.ipv4.ip_forward=1"]);
    await this.#addVirtualInterface();
    await Deno.mkdir(this.#etc("client"), { recursive: true });
    await Deno.writeTextFile(
      `${this.#etc("client")}/resolv.conf`,
      `nameserver ${ADDRESSES.names}\n`,
    );
  }

  /** A cable from a host's interface to a port of a bridge in the switch. */
  async #plug(host: Host, device: string, bridge: string, address: string) {
    const port = `${host.slice(0, 3)}-${device}`;
    await mustRun([
      ...["ip", "link", "add", device, "netns", this.namespace(host)],
      ...["type", "veth", "peer", "name", port],
      ...["netns", this.namespace("switch")],
    ]);
    await this.ip("switch", "link", "set", port, "master", bridge, "up");
    await this.ip(host, "link", "set", device, "up");
    await this.ip(host, "addr", "add", `${address}/24`, "dev", device);
  }

  /** A virtual machine's bridge on the client, with carrier. */
  async #addVirtualInterface(): Promise<void> {
    await this.ip("client", "link", "add", "virbr0", "type", "bridge");
    await this.ip(
      "client",
      ...["link", "add", "vnet0", "type", "veth", "peer", "name", "vnet1"],
    );
    await this.ip("client", "link", "set", "vnet0", "master", "virbr0", "up");
    await this.ip("client", "link", "set", "vnet1", "up");
    await this.ip("client", "link", "set", "virbr0", "up");
    await this.ip("client", "addr", "add", "192.168.122.1/24", "dev", "virbr0");
  }

  /** Pulls or plugs the cable of a host, at the switch. */
  async cable(host: Host, state: "up" | "down"): Promise<void> {
    const port = `${host.slice(0, 3)}-eth0`;
    await this.ip("switch", "link", "set", port, state);
  }
}

/** How often a port is asked for before a lab gives up. */
const MAX_SERVED_TRIES = 100;

/** Pause between two such looks, in milliseconds. */
const SERVED_PAUSE_MS = 50;

/** Runs a command to its end; a time-out kills it and gives code 124. */
export async function run(
  command: readonly string[],
  { timeoutMs = 30_000 }: { readonly timeoutMs?: number } = {},
): Promise<Ran> {
  const [program = "", ...args] = command;
  const startMs = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const output = await new Deno.Command(program, {
    args,
    stdin: "null",
    signal,
    env: { LC_ALL: "C.UTF-8", DENO_NO_UPDATE_CHECK: "1" },
  }).output();
  const text = new TextDecoder();
  return {
    code: signal.aborted ? 124 : output.code,
    stdout: text.decode(output.stdout),
    stderr: text.decode(output.stderr),
    tookMs: performance.now() - startMs,
  };
}

async function mustRun(command: readonly string[]): Promise<void> {
  const { code, stderr } = await run(command);
  if (code !== 0) {
    throw new Error(`Cannot run ${command.join(" ")}: ${stderr.trim()}`);
  }
}
