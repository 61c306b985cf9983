import { signalChild } from "../../src/io/deno_child.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";
import { PEER, SERVER, TestNetwork } from "../probe/network.ts";

/** The second way: a cable of its own between client and proxy machine. */
const CLIENT_ASIDE = "10.78.9.10";
export const PEER_ASIDE = "10.78.9.3";

const SERVER_PORT = 4578;
const PROXY_PORT = 3128;
const AGENT_PORT = 4579;

/** Where Linux tells which run of it this is. */
const BOOT_ID_FILE = "/proc/sys/kernel/random/boot_id";

const TOKEN = "a-token-of-the-tests";

function pathOf(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

const PROGRAM = pathOf("../../src/cli/main.ts");

/** A client, a server, and between them a proxy machine with an agent. */
export class AgentNetwork {
  readonly network: TestNetwork;
  readonly #folder: string;
  readonly #children = new Set<Deno.ChildProcess>();
  #proxy: Deno.ChildProcess | undefined;
  #agent: Deno.ChildProcess | undefined;
  #address = "";
  /** How often the machine was started. */
  #runs = 0;

  private constructor(network: TestNetwork, folder: string) {
    this.network = network;
    this.#folder = folder;
  }

  /** Builds one in which all runs but the agent. */
  static async open(): Promise<AgentNetwork> {
    const network = await TestNetwork.open();
    const scene = new AgentNetwork(network, await Deno.makeTempDir());
    try {
      await scene.#begin();
    } catch (error) {
      await scene[Symbol.asyncDispose]();
      throw error;
    }
    return scene;
  }

  async #begin(): Promise<void> {
    const { network } = this;
    await network.defaultRoute("peer");
    await network.lay("client", "eth1", "peer", "eth1");
    await network.ip("client", `addr add ${CLIENT_ASIDE}/24 dev eth1`);
    await network.ip("peer", `addr add ${PEER_ASIDE}/24 dev eth1`);
    await Deno.writeTextFile(`${this.#folder}/token`, TOKEN);
    const serve = pathOf("./serve_in_namespace.ts");
    const server = ["--allow-net", serve, SERVER, `${SERVER_PORT}`];
    await this.#add(network.start("server", ...server));
    await this.startProxy();
  }

  /** Starts the proxy. */
  async startProxy(): Promise<void> {
    const proxy = pathOf("./proxy_in_namespace.ts");
    this.#proxy = await this.#add(
      this.network.start("peer", "-A", proxy, PEER, `${PROXY_PORT}`),
    );
  }

  /** Starts the agent again, as after a loss of power. */
  async restartAgent(): Promise<void> {
    await this.startAgent(this.#address);
  }

  /** Starts the agent on an address of the proxy machine. */
  async startAgent(address: string): Promise<void> {
    this.#address = address;
    this.#runs++;
    const number = `${this.#runs}`.padStart(12, "0");
    const bootId = `00000000-0000-4000-8000-${number}\n`;
    const file = `${this.#folder}/boot${this.#runs}`;
    await Deno.writeTextFile(file, bootId);
    this.#agent = await this.#add(this.network.startOver(
      "peer",
      [file, BOOT_ID_FILE],
      ...["-A", PROGRAM, "agent", "--journal", `${this.#folder}/journal`],
      ...["--bind", address, "--token-file", `${this.#folder}/token`],
    ));
  }

  /** Takes the power of agent and proxy. */
  async killAgent(): Promise<void> {
    await this.#kill(this.#agent);
  }

  /** Takes the power of the proxy. */
  async killProxy(): Promise<void> {
    await this.#kill(this.#proxy);
  }

  /** What the client prints, as JSON. */
  async *run(command: string, agent: string): AsyncGenerator<WatchTransition> {
    const child = this.network.start(
      "client",
      ...["-A", PROGRAM, command, `text://${SERVER}:${SERVER_PORT}`],
      ...["--proxy", `http://${PEER}:${PROXY_PORT}`],
      ...["--agent", `http://${agent}:${AGENT_PORT}`],
      ...["--token-file", `${this.#folder}/token`],
      ...["--format", command === "watch" ? "ndjson" : "json"],
    );
    this.#children.add(child);
    let text = "";
    for await (
      const piece of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      const lines = (text + piece).split("\n");
      text = lines.pop() ?? "";
      if (command === "watch") yield* lines.map((line) => JSON.parse(line));
      else text = [...lines, text].join("\n");
    }
    if (text !== "") yield JSON.parse(text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) await this.#kill(child);
    await this.network[Symbol.asyncDispose]();
    await Deno.remove(this.#folder, { recursive: true });
  }

  /** Waits for its first line, and lets it run. */
  async #add(child: Deno.ChildProcess): Promise<Deno.ChildProcess> {
    this.#children.add(child);
    const reader = child.stdout.getReader();
    const { done } = await reader.read();
    await reader.cancel();
    if (done) throw new Error("A program ended before it began");
    return child;
  }

  async #kill(child: Deno.ChildProcess | undefined): Promise<void> {
    if (child === undefined) return;
    signalChild(child, "SIGKILL");
    await child.status;
  }
}
