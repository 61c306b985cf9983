// @ts-types="@types/dns-packet"
import { decode, encode, type Packet } from "dns-packet";
import { IoError } from "../../src/io/io.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, type FakeScript, ioError } from "../io/fake_io.ts";

/** What a server of {@linkcode fakeNames} does with one question. */
export type FakeReply =
  | {
    /** Addresses of the family asked for; none is NODATA. */
    readonly addresses?: readonly string[];
    /** The response code. @default {0} */
    readonly rcode?: number;
    /** How long it takes, in virtual milliseconds. @default {1} */
    readonly afterMs?: number;
  }
  | Uint8Array
  | IoError
  | "silent";

/** One datagram that was sent. */
export interface FakeQuestion {
  /** The server. */
  readonly server: string;
  /** `A` or `AAAA`. */
  readonly record: string;
  /** The name. */
  readonly name: string;
  /** When, in virtual milliseconds. */
  readonly atMs: number;
}

/** A world with name servers in virtual time. */
export interface FakeNames {
  /** The world. */
  readonly io: FakeIo;
  /** All datagrams, in order. */
  readonly questions: FakeQuestion[];
}

/** The files of a host with the given name servers. */
export function hostFiles(
  resolvConf: string,
  hosts = "127.0.0.1 localhost\n::1 localhost\n",
): Readonly<Record<string, string>> {
  return {
    "/etc/hosts": hosts,
    "/etc/resolv.conf": resolvConf,
    "/etc/nsswitch.conf": "hosts: files dns\n",
  };
}

/** Makes name servers that answer datagrams; TCP is refused if not scripted. */
export function fakeNames(
  answer: (question: FakeQuestion) => FakeReply,
  script: FakeScript = {},
): FakeNames {
  const questions: FakeQuestion[] = [];
  const refused = ioError("failed", { code: "ECONNREFUSED" });
  const io: FakeIo = new FakeIo({
    dial: () => Promise.reject(refused),
    async *exchange(query, { address, signal }) {
      const packet = packetIn(query);
      const { type: record = "?", name = "?" } = packet.questions?.[0] ?? {};
      const atMs = io.clock.monotonicMs();
      const question = { server: address, record, name, atMs };
      questions.push(question);
      const said = answer(question);
      if (said instanceof IoError) throw said;
      if (said instanceof Uint8Array) yield said;
      else if (said !== "silent") {
        await io.clock.sleep(said.afterMs ?? 1, signal);
        yield replyTo(packet, said.rcode ?? 0, said.addresses ?? []);
      }
      yield await never(signal);
    },
    ...script,
  });
  return { io, questions };
}

/** The bytes that answer a query. */
export function replyTo(
  query: Packet,
  rcode: number,
  addresses: readonly string[],
): Uint8Array {
  const { type, name } = query.questions?.[0] ?? {};
  if (name === undefined || (type !== "A" && type !== "AAAA")) {
    throw new TypeError(`Cannot answer a question for ${type}`);
  }
  return new Uint8Array(encode({
    ...query,
    type: "response",
    flags: 0x8180 | rcode,
    answers: addresses
      .filter((address) => address.includes(":") === (type === "AAAA"))
      .map((data) => ({ type, name, ttl: 1, data })),
  }));
}

/** Reads a query. */
export function packetIn(query: Uint8Array): Packet {
  const bytes = encode({}).constructor as BufferConstructor;
  return decode(bytes.from(query));
}
