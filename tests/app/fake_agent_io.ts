import type { AgentIo, JournalFile } from "../../src/io/agent_io.ts";
import type { Channel, Listener } from "../../src/io/io.ts";
import { never } from "../io/fake_channel.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { finished, ioError } from "../io/fake_io.ts";

/** What the interfaces of the fake machine look like to `ip -j -d addr`. */
export interface FakeNic {
  up: boolean;
  carrier: boolean;
  addresses: string[];
}

/** A journal's files in memory. */
export class FakeJournalFile implements JournalFile {
  older = "";
  newer = "";
  mark = "";
  /** How many of the next writes fail, as on a full disk. */
  failing = 0;
  closed = false;

  append(line: string): Promise<void> {
    return this.#write(() => this.newer += line);
  }

  rotate(text: string): Promise<void> {
    return this.#write(() => {
      this.older = this.newer;
      this.newer = text;
    });
  }

  markAlive(text: string): Promise<void> {
    return this.#write(() => this.mark = text);
  }

  close(): void {
    this.closed = true;
  }

  #write(work: () => void): Promise<void> {
    if (this.failing > 0) {
      this.failing--;
      return Promise.reject(ioError("failed", { code: "ENOSPC" }));
    }
    work();
    return Promise.resolve();
  }
}

/** A machine with an agent, in virtual time. */
export class FakeAgentIo extends FakeFollowingIo implements AgentIo {
  readonly nics: Map<string, FakeNic> = new Map([
    ["eth0", { up: true, carrier: true, addresses: ["10.9.0.3"] }],
  ]);
  readonly file = new FakeJournalFile();
  /** Whether `ip` tells nothing. */
  isBlind = false;
  bootId = "6ee238a2-2899-415b-9cf2-9196cd9411dd";
  /** Those who connect next. */
  readonly callers: Channel[] = [];
  #onCaller: () => void = () => {};

  constructor() {
    super({ spawn: (program, args) => this.#spawn(program, args) });
  }

  uptimeMs(): number {
    return 1_000_000 + Math.floor(this.clock.monotonicMs());
  }

  openJournal(): Promise<JournalFile> {
    return Promise.resolve(this.file);
  }

  /** Lets somebody connect. */
  connect(channel: Channel): void {
    this.callers.push(channel);
    this.#onCaller();
  }

  listen(): Listener {
    let isClosed = false;
    return {
      port: 4579,
      accept: async (signal) => {
        while (this.callers.length === 0) {
          if (isClosed) return null;
          const { promise, resolve } = Promise.withResolvers<void>();
          this.#onCaller = resolve;
          await Promise.race([promise, never(signal)]);
        }
        return this.callers.shift() ?? null;
      },
      close: () => isClosed = true,
    };
  }

  #spawn(program: string, args: readonly string[]) {
    if (program === "cat") return Promise.resolve(finished(`${this.bootId}\n`));
    if (this.isBlind) return Promise.reject(ioError("failed"));
    const isAddresses = args.some((arg) => arg.startsWith("addr"));
    return Promise.resolve(finished(isAddresses ? this.#addresses() : "[]"));
  }

  #addresses(): string {
    const all = [...this.nics].map(([ifname, { up, carrier, addresses }]) => ({
      ifname,
      flags: [...up ? ["UP"] : [], ...up && carrier ? ["LOWER_UP"] : []],
      addr_info: addresses.map((local) => ({
        family: "inet",
        local,
        prefixlen: 24,
        scope: "global",
      })),
    }));
    return JSON.stringify(all);
  }
}
