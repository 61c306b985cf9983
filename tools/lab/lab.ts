/**
 * Real hosts on one machine: network namespaces joined by veth pairs.
 *
 * ```text
 * client .10 ─┐
 * proxy   .3 ─┼─ switch ─ .1 router .1 ─┬─ server .20
 *     10.77.1.0/24                      └─ names  .53
 *     fd77:1::/64                10.77.2.0/24, fd77:2::/64
 *
 * client virbr0 192.168.122.1: a virtual interface that is always up
 * ```
 *
 * Everything lives in namespaces of its own; no packet leaves the machine.
 */

import { signalChild } from "../../src/io/deno_child.ts";
import { mustRun, type Ran, run, type RunOptions } from "./command.ts";
import { beginContention, type Contention } from "./contention.ts";
import { ControlGroup } from "./control_group.ts";
import { inNamespace } from "./namespace.ts";
import { withNice } from "./nice.ts";
import { hasDevice, isConnected, isServed } from "./proc_net.ts";
import { kill, namespacePids, pause } from "./processes.ts";
import { etcOf, removeFolder, removeNamespaces } from "./removal.ts";
import {
  ADDRESSES,
  type Host,
  hostLines,
  HOSTS,
  kernelSettings,
  portOf,
  switchLines,
} from "./topology.ts";

/** A lab that stands until it is closed. */
export class Lab {
  /** Prefix of the namespaces' names, so that labs stand side by side. */
  readonly prefix: string;
  /** A folder for the files of the peers; it goes with the lab. */
  readonly folder: string;
  /**
   * The program on trial, as one file. It is the same for all labs: from a path
   * of its own each would compile it anew, and Deno would keep what it compiled
   * for every one of them (measured: 1.3 GB, and a watch that stood still for
   * 2.6 s).
   */
  readonly program: string;
  readonly #children: Deno.ChildProcess[] = [];
  /** The processes on trial, whose waiting for a processor is counted. */
  readonly #group: ControlGroup | undefined;

  private constructor(
    { prefix, folder, program }: Pick<Lab, "prefix" | "folder" | "program">,
    group?: ControlGroup,
  ) {
    this.prefix = prefix;
    this.folder = folder;
    this.program = program;
    this.#group = group;
  }

  /** Whether this process may make namespaces. */
  static async isPossible(): Promise<boolean> {
    const name = `flt${Deno.pid}-try`;
    try {
      const made = await run(["ip", "netns", "add", name]);
      if (made.code === 0) await run(["ip", "netns", "del", name]);
      return made.code === 0;
    } catch {
      return false;
    }
  }

  /**
   * Builds a lab.
   *
   * @param prefix A prefix that nobody else uses.
   * @param program The program on trial, as an absolute path.
   */
  static async open(prefix: string, program: string): Promise<Lab> {
    const folder = await Deno.makeTempDir({ prefix: `${prefix}-` });
    const place = { prefix, folder, program };
    const lab = new Lab(place, await ControlGroup.make(prefix));
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

  /** Runs lines of `ip` in a host, and throws if one fails. */
  async ip(host: Host, ...lines: readonly string[]): Promise<void> {
    const command = ["ip", "-n", this.namespace(host), "-batch", "-"];
    await mustRun(command, { input: lines.join("\n") + "\n" });
  }

  /** Adds a table of filters to a host, and throws if it is none. */
  async filter(host: Host, ...chains: readonly string[]): Promise<void> {
    const table = `table inet lab {\n${chains.join("\n")}\n}\n`;
    await this.nft(host, table);
  }

  /** Takes that table of filters away again. */
  async unfilter(host: Host): Promise<void> {
    await mustRun(["nft", "delete table inet lab"], this.#in(host));
  }

  /** Adds any table of nft to a host. */
  async nft(host: Host, table: string): Promise<void> {
    await mustRun(["nft", "-f", "-"], { input: table, ...this.#in(host) });
  }

  /** What `nft` tells of a host: all tables, with their counters. */
  async ruleset(host: Host): Promise<string> {
    return await mustRun(["nft", "list", "ruleset"], this.#in(host));
  }

  /** Sets in a host what has to be set before it has interfaces. */
  setKernel(host: Host): void {
    inNamespace(this.namespace(host), () => {
      for (const [name, value] of Object.entries(kernelSettings(host))) {
        Deno.writeTextFileSync(`/proc/sys/${name}`, `${value}`);
      }
    });
  }

  /** Runs a command in a host to its end. */
  run(
    host: Host,
    command: readonly string[],
    options: RunOptions = {},
  ): Promise<Ran> {
    return run(this.inside(host, command), options);
  }

  /** A command as it runs in a host, with the host's own files of `/etc`. */
  inside(host: Host, command: readonly string[]): string[] {
    return ["ip", "netns", "exec", this.namespace(host), ...command];
  }

  /**
   * Starts a command whose process is on trial, as is all that it starts; what
   * builds and breaks the lab is not.
   */
  readonly startOnTrial = (command: Deno.Command): Deno.ChildProcess => {
    const child = withNice(TRIAL_NICE, () => command.spawn());
    this.#group?.add(child.pid);
    return child;
  };

  /** Begins to measure how long others hold the processors. */
  beginContention(): () => Contention {
    return beginContention(this.#group?.pressure);
  }

  /**
   * Starts a process on trial in a host; it is ended with the lab at the
   * latest.
   */
  start(host: Host, command: readonly string[]): void {
    const [program = "", ...args] = this.inside(host, command);
    const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
    const prepared = new Deno.Command(program, { args, ...quiet });
    this.#children.push(this.startOnTrial(prepared));
  }

  /** Waits until a port is served in a host, by TCP or UDP. */
  async served(host: Host, port: number): Promise<void> {
    await this.#shows(host, `port ${port}`, () => isServed(port));
  }

  /** Waits until a host has a connection to a port. */
  async connected(host: Host, port: number): Promise<void> {
    await this.#shows(host, `connection to ${port}`, () => isConnected(port));
  }

  /** Waits until an interface is there. */
  async plugged(host: Host, device: string): Promise<void> {
    await this.#shows(host, device, () => hasDevice(device));
  }

  /** Stops all processes of a host, as they live on without a word. */
  async suspend(host: Host): Promise<void> {
    await this.signal(host, "SIGSTOP");
  }

  /** Sends all processes of a host a signal. */
  signal(host: Host, signal: Deno.Signal): Promise<void> {
    for (const pid of this.#pids(host)) kill(pid, signal);
    return Promise.resolve();
  }

  /** Waits until no process of a host is left. */
  async ended(host: Host): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (this.#pids(host).length === 0) return;
      await pause(TRY_PAUSE_MS);
    }
    throw new Error(`Cannot use ${host}: its processes do not end`);
  }

  /** Ends all processes of hosts, and waits until they are gone. */
  async end(...hosts: readonly Host[]): Promise<void> {
    for (let pids = this.#pids(...hosts); pids.length > 0;) {
      for (const pid of pids) kill(pid);
      await pause(TRY_PAUSE_MS);
      pids = this.#pids(...hosts);
    }
  }

  /** Pulls or plugs the cable of a host, at the switch. */
  async cable(host: Host, state: "up" | "down"): Promise<void> {
    await this.ip("switch", `link set ${portOf(host)} ${state}`);
  }

  /** Writes a host's own file of `/etc`, such as `resolv.conf`. */
  async writeEtc(host: Host, name: string, text: string): Promise<void> {
    const folder = etcOf(this.namespace(host));
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }

  /** Ends all processes and removes all namespaces and files. */
  async close(): Promise<void> {
    // One that has just been started may not be in its host yet.
    for (const child of this.#children) signalChild(child, "SIGKILL");
    await this.end(...HOSTS);
    for (const child of this.#children) await child.status;
    await this.#group?.remove();
    await removeNamespaces(HOSTS.map((host) => this.namespace(host)));
    await removeFolder(this.folder);
  }

  async #shows(host: Host, what: string, isThere: () => boolean) {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (inNamespace(this.namespace(host), isThere)) return;
      await pause(TRY_PAUSE_MS);
    }
    throw new Error(`Cannot use ${host}: it has no ${what}`);
  }

  #pids(...hosts: readonly Host[]): number[] {
    return namespacePids(hosts.map((host) => this.namespace(host)));
  }

  /** For what needs no files of its own in `/etc`: a process less. */
  #in(host: Host): Pick<RunOptions, "start"> {
    const namespace = this.namespace(host);
    return {
      start: (command) => inNamespace(namespace, () => command.spawn()),
    };
  }

  async #build(): Promise<void> {
    await mustRun(["ip", "-batch", "-"], {
      input: HOSTS.map((host) => `netns add ${this.namespace(host)}\n`).join(
        "",
      ),
    });
    for (const host of HOSTS) this.setKernel(host);
    await this.ip("switch", ...switchLines((host) => this.namespace(host)));
    for (const host of HOSTS) await this.ip(host, ...hostLines(host));
    const servers = `nameserver ${ADDRESSES.names}\n`;
    for (const host of ["client", "proxy"] as const) {
      await this.writeEtc(host, "resolv.conf", servers);
      await this.writeEtc(
        host,
        "hosts",
        "127.0.0.1 localhost\n::1 localhost\n",
      );
      await this.writeEtc(host, "nsswitch.conf", "hosts: files dns\n");
    }
  }
}

/** Before what builds the other labs, which takes a third of the time. */
const TRIAL_NICE = -10;

/** How often something is looked for before a lab gives up. */
const MAX_TRIES = 1500;

/**
 * Pause between two such looks, in milliseconds: each reads the connections of
 * the whole machine.
 */
const TRY_PAUSE_MS = 10;
