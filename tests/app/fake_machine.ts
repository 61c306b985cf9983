import { type Channel, type Finished, IoError } from "../../src/io/io.ts";
import { type FakeReply, packetIn, replyTo } from "../probe/fake_names.ts";
import { type FakeChannel, type FakeStep, never } from "../io/fake_channel.ts";
import { FakeIo, finished, ioError } from "../io/fake_io.ts";

/** What a connect to one address brings about. */
export type FakePeer = readonly FakeStep[] | IoError | "silent";

/** A machine on a network, in virtual time. */
export interface MachineScript {
  /** Whether its cable is in. @default {true} */
  readonly cable?: boolean;
  /** Whether a rule of its own drops what leaves it. @default {false} */
  readonly dropping?: boolean;
  /** Who answers ping; nobody else does. @default the gateway alone */
  readonly alive?: readonly string[];
  /** Of whose pings every second one is lost, in a row. @default nobody */
  readonly losing?: readonly string[];
  /** Who misses the first ping, both requests of it. @default nobody */
  readonly missing?: readonly string[];
  /** Whether it has no `ping`. @default {false} */
  readonly pingless?: boolean;
  /** What answers on a port, by `address:port`. @default silence */
  readonly peers?: Readonly<Record<string, FakePeer>>;
  /** What a name server says. @default silence */
  readonly names?: (name: string, record: string) => FakeReply;
  /** Lines of `resolv.conf`. */
  readonly nameServers?: readonly string[];
  /** The hosts file. @default `localhost` alone */
  readonly hosts?: string;
  /** How long a file takes to read, in virtual milliseconds. @default {0} */
  readonly readMs?: number;
  /** Is told of each operation before it begins. */
  readonly onCall?: (io: FakeIo) => void;
}

/** The next hop of every machine here. */
export const GATEWAY = "198.51.100.1";

/** The interface that every machine has. */
const LOOPBACK = {
  ifindex: 1,
  ifname: "lo",
  flags: ["LOOPBACK", "UP", "LOWER_UP"],
  mtu: 65536,
  operstate: "UNKNOWN",
  "link_type": "loopback",
  "addr_info": [
    { family: "inet", local: "127.0.0.1", prefixlen: 8, scope: "host" },
  ],
};

/** How long a subprocess takes, in virtual milliseconds. */
const SPAWN_MS = 2;

/** How long a round trip takes, in virtual milliseconds. */
const ROUND_TRIP_MS = 5;

/** A machine whose operations are scripted, and what it has left open. */
export class FakeMachine {
  readonly io: FakeIo;
  /** Every stream that was opened. */
  readonly channels: FakeChannel[] = [];
  /** How many subprocesses run. */
  running = 0;
  readonly #script: MachineScript;
  /** Grows with each packet, so that the counters show no rule at work. */
  #segments = 0;

  constructor(script: MachineScript = {}) {
    this.#script = script;
    const { nameServers = ["198.51.100.53"], readMs } = script;
    const { hosts = "127.0.0.1 localhost\n" } = script;
    this.io = new FakeIo({
      dial: (options) => this.#dial(options),
      secure: () => Promise.reject(new Error("no TLS here")),
      exchange: (query, { address, signal }) =>
        this.#exchange(query, address, signal),
      lookup: (_, signal) => never(signal),
      spawn: (program, args, { signal }) => this.#spawn(program, args, signal),
      files: {
        "/etc/hosts": hosts,
        "/etc/nsswitch.conf": "hosts: files dns\n",
        "/etc/resolv.conf": nameServers.map((it) => `nameserver ${it}\n`)
          .join(""),
      },
      readMs,
    });
  }

  /** The subprocesses that were started, as lines. */
  get spawned(): string[] {
    return this.io.calls.filter((call) => call.startsWith("spawn "));
  }

  async #dial(
    { address, port, signal }: Parameters<FakeIo["dial"]>[0],
  ): Promise<Channel> {
    this.#script.onCall?.(this.io);
    this.#segments++;
    const peer = this.#script.peers?.[`${address}:${port}`] ?? "silent";
    if (peer === "silent") return await never(signal);
    await this.io.clock.sleep(ROUND_TRIP_MS, signal);
    if (peer instanceof IoError) throw peer;
    const channel = this.io.channel({ steps: peer });
    this.channels.push(channel);
    return channel;
  }

  async *#exchange(
    query: Uint8Array,
    _address: string,
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array> {
    this.#script.onCall?.(this.io);
    const packet = packetIn(query);
    const { name = "", type = "" } = packet.questions?.[0] ?? {};
    const said = this.#script.names?.(name, type) ?? "silent";
    if (said === "silent") return void await never(signal);
    if (said instanceof IoError) throw said;
    const { afterMs = ROUND_TRIP_MS } = said instanceof Uint8Array ? {} : said;
    await this.io.clock.sleep(afterMs, signal);
    yield said instanceof Uint8Array
      ? said
      : replyTo(packet, said.rcode ?? 0, said.addresses ?? []);
    await never(signal);
  }

  async #spawn(
    program: string,
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<Finished> {
    this.#script.onCall?.(this.io);
    this.running++;
    try {
      await this.io.clock.sleep(SPAWN_MS, signal);
      if (program === "ping") {
        if (this.#script.pingless) throw ioError("not-found");
        return await this.#ping(args, signal);
      }
      return finished(JSON.stringify(this.#tell(program, args)));
    } catch (error) {
      // Killed: it has said nothing.
      if (signal.aborted) return finished("", null);
      throw error;
    } finally {
      this.running--;
    }
  }

  async #ping(
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<Finished> {
    const { alive = [GATEWAY], losing = [], missing = [], cable = true } =
      this.#script;
    const address = args.at(-1) ?? "";
    const isMissed = missing.includes(address) && !args.includes("-i");
    if (!cable || isMissed || !alive.includes(address)) {
      return await never(signal);
    }
    const requests = Number(args[args.indexOf("-c") + 1]);
    const answered = Array.from({ length: requests }, (_, index) => index + 1)
      .filter((number) => number % 2 === 1 || !losing.includes(address));
    return finished(
      `PING ${address} (${address}) 56(84) bytes of data.\n` +
        answered.map((number) =>
          `64 bytes from ${address}: icmp_seq=${number} ttl=64 time=0.1 ms\n`
        ).join(""),
    );
  }

  #tell(program: string, args: readonly string[]): unknown {
    if (program === "nstat") {
      return countersOf(this.#segments, this.#script.dropping);
    }
    if (args.includes("addr")) return [LOOPBACK, this.#nic()];
    if (args.includes("neigh")) return [];
    const way = { gateway: GATEWAY, dev: "eth0", prefsrc: "198.51.100.10" };
    if (!args.includes("get")) return [{ dst: "default", ...way, flags: [] }];
    const dst = args.at(-1) ?? "";
    if (dst.startsWith("127.")) return [{ type: "local", dst, dev: "lo" }];
    return [{ dst, ...way, flags: [] }];
  }

  #nic(): unknown {
    const { cable = true } = this.#script;
    const up = ["BROADCAST", "MULTICAST", "UP"];
    return {
      ifindex: 2,
      ifname: "eth0",
      flags: cable ? [...up, "LOWER_UP"] : ["NO-CARRIER", ...up],
      mtu: 1500,
      operstate: cable ? "UP" : "DOWN",
      link_type: "ether",
      addr_info: [
        {
          family: "inet",
          local: "198.51.100.10",
          prefixlen: 24,
          scope: "global",
        },
      ],
    };
  }
}

/**
 * The kernel's counters as `nstat` tells them.
 *
 * @param sent How many packets were sent.
 * @param dropping Whether a rule of this host drops what leaves it.
 */
export function countersOf(sent: number, dropping = false): unknown {
  return {
    kernel: {
      IpOutRequests: sent,
      IpOutTransmits: dropping ? 0 : sent,
      IpInReceives: sent,
      IpInDelivers: sent,
      TcpOutSegs: sent,
      TcpInSegs: sent,
    },
  };
}
