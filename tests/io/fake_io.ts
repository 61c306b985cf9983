import {
  type Channel,
  type Finished,
  type Io,
  IoError,
  type IoErrorKind,
  type Platform,
  type SecureChannel,
} from "../../src/io/io.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeChannel, type FakeChannelOptions } from "./fake_channel.ts";

/** What a {@linkcode FakeIo} does; what is not scripted throws. */
export interface FakeScript {
  readonly platform?: Platform;
  readonly random?: () => number;
  readonly dial?: Io["dial"];
  readonly secure?: Io["secure"];
  readonly exchange?: Io["exchange"];
  readonly lookup?: Io["lookup"];
  readonly spawn?: Io["spawn"];
  /** Text by path; other paths do not exist. */
  readonly files?: Readonly<Record<string, string>>;
  /** How long reading one takes, in virtual milliseconds. @default {0} */
  readonly readMs?: number | undefined;
}

/**
 * A scripted world in virtual time: no packet, no process, no waiting.
 *
 * @example A host that never answers
 * ```ts ignore
 * const io = new FakeIo({ dial: ({ signal }) => never(signal) });
 * const work = probe(input, { io, signal, timeoutMs: 2000 });
 * const { observations } = await io.clock.run(work);
 * assertEquals(io.clock.monotonicMs(), 2000);
 * assertEquals(io.calls, ["dial 192.0.2.7 80"]);
 * ```
 */
export class FakeIo implements Io {
  readonly clock: FakeClock = new FakeClock();
  readonly platform: Platform;
  /** Every operation asked for, as one line each. */
  readonly calls: string[] = [];
  readonly #script: FakeScript;

  constructor(script: FakeScript = {}) {
    this.#script = script;
    this.platform = script.platform ?? "linux";
  }

  /** A scripted stream on this fake's clock. */
  channel(options: FakeChannelOptions = {}): FakeChannel {
    return new FakeChannel(this.clock, options);
  }

  random(): number {
    return this.#script.random?.() ?? 0.5;
  }

  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    return this.clock.sleep(durationMs, signal);
  }

  dial(options: Parameters<Io["dial"]>[0]): Promise<Channel> {
    this.calls.push(`dial ${options.address} ${options.port}`);
    return this.#scripted("dial")(options);
  }

  secure(
    channel: Channel,
    options: Parameters<Io["secure"]>[1],
  ): Promise<SecureChannel> {
    this.calls.push(`secure ${options.serverName}`);
    return this.#scripted("secure")(channel, options);
  }

  exchange(
    query: Uint8Array,
    options: Parameters<Io["exchange"]>[1],
  ): AsyncIterable<Uint8Array> {
    this.calls.push(`exchange ${options.address} ${options.port}`);
    return this.#scripted("exchange")(query, options);
  }

  lookup(name: string, signal: AbortSignal): Promise<readonly string[]> {
    this.calls.push(`lookup ${name}`);
    return this.#scripted("lookup")(name, signal);
  }

  spawn(
    program: string,
    args: readonly string[],
    options: Parameters<Io["spawn"]>[2],
  ): Promise<Finished> {
    this.calls.push(["spawn", program, ...args].join(" "));
    return this.#scripted("spawn")(program, args, options);
  }

  async readText(path: string): Promise<string> {
    this.calls.push(`readText ${path}`);
    const { files, readMs = 0 } = this.#script;
    if (readMs > 0) {
      await this.clock.sleep(readMs, new AbortController().signal);
    }
    const text = files?.[path];
    if (text === undefined) throw ioError("not-found", { code: "ENOENT" });
    return text;
  }

  #scripted<Name extends "dial" | "secure" | "exchange" | "lookup" | "spawn">(
    name: Name,
  ): NonNullable<FakeScript[Name]> {
    const operation = this.#script[name];
    if (operation === undefined) {
      throw new Error(`Cannot ${name}: the script says nothing of it`);
    }
    return operation;
  }
}

/** An {@linkcode IoError} for scripts. */
export function ioError(
  kind: IoErrorKind,
  facts: { code?: string; permission?: string; message?: string } = {},
): IoError {
  return new IoError({
    kind,
    originalName: "Error",
    message: facts.message ?? facts.code ?? kind,
    ...facts,
  });
}

/** A finished subprocess for scripts. */
export function finished(
  stdout: string,
  exitCode: number | null = 0,
): Finished {
  return { exitCode, stdout, stderr: "" };
}
