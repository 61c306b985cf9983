// @ts-types="@types/dns-packet"
import { type Answer, decode, type DecodedPacket, encode } from "dns-packet";
import { addressFamily } from "../model/host.ts";

/** The records that hold addresses: A (RFC 1035) and AAAA (RFC 3596). */
export type AddressRecord = "A" | "AAAA";

/** A question to a name server. */
export interface DnsQuery {
  /** Number that its answer must carry, 0 to 65535. */
  readonly id: number;
  /** The name, without a dot at its end. */
  readonly name: string;
  /** Which addresses. */
  readonly record: AddressRecord;
}

/** What a name server said. */
export interface DnsReply {
  /** It is a reply to the question. */
  readonly kind: "reply";
  /** The response code, for example `NOERROR`, `NXDOMAIN`, `RCODE_11`. */
  readonly rcode: string;
  /** The addresses at the end of the chain of aliases, each once. */
  readonly addresses: readonly string[];
  /** It did not fit: ask again by TCP. */
  readonly truncated: boolean;
  /** It only says who else to ask, which is no answer. */
  readonly referral: boolean;
}

/** What a message is: `stranger` is DNS, and not the answer that was asked. */
export type DnsMessage =
  | DnsReply
  | {
    /** To be passed over, or no DNS at all. */
    readonly kind: "stranger" | "garbled";
  };

/**
 * Most bytes of one message. 64 KiB are allowed (RFC 1035 §4.2.2); a quarter
 * holds 500 addresses, and bounds the work that a hostile answer makes.
 */
export const MAX_DNS_MESSAGE_BYTES = 16_384;

/** Most addresses kept of one answer; a public pool has about a dozen. */
const MAX_ADDRESSES = 16;

/** Most aliases followed; resolvers give up after 8 (BIND) to 16 (glibc). */
const MAX_ALIASES = 16;

/** Bytes of the header: RFC 1035 §4.1.1. */
const HEADER_BYTES = 12;

/** Where the header says how many records follow. */
const COUNTS_OFFSET = 4;

/** RD of RFC 1035 §4.1.1: asks the server to ask others. */
const RECURSION_DESIRED = 1 << 8;

/** The library reads bytes of Node's class only; what it writes tells which. */
const NodeBytes = encode({}).constructor as BufferConstructor;

/**
 * Writes a question as one message, which a datagram carries as it is. It
 * asks for no extension (EDNS), so that an answer is at most 512 bytes long
 * and the oldest server understands it.
 *
 * @param query What is asked.
 * @returns The bytes.
 */
export function buildDnsQuery(query: DnsQuery): Uint8Array {
  const { id, name, record } = query;
  const message = encode({
    type: "query",
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type: record, name }],
  });
  return new Uint8Array(message);
}

/**
 * Reads a message that came from the server asked. Never throws.
 *
 * @param bytes Any bytes.
 * @param query What was asked.
 * @returns The reply, or why it is none.
 */
export function parseDnsReply(bytes: Uint8Array, query: DnsQuery): DnsMessage {
  const packet = readPacket(bytes);
  if (packet === undefined) return { kind: "garbled" };
  if (!answers(packet, query)) return { kind: "stranger" };
  return {
    kind: "reply",
    rcode: rcodeOf(packet),
    addresses: addressesOf(packet, query),
    truncated: packet.flag_tc,
    referral: isReferral(packet),
  };
}

/**
 * Puts the length before a message, as TCP needs it: RFC 1035 §4.2.2.
 *
 * @param message The message.
 * @returns Both as one piece.
 */
export function frameDnsMessage(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(2 + message.length);
  framed.set([message.length >> 8, message.length & 0xff]);
  framed.set(message, 2);
  return framed;
}

/**
 * Takes the first message off a TCP stream.
 *
 * @param bytes What has come so far.
 * @returns The message, `undefined` while bytes are missing, or `garbled` for
 * a length that no message of use has.
 */
export function unframeDnsMessage(
  bytes: Uint8Array,
): Uint8Array | "garbled" | undefined {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return undefined;
  const length = high << 8 | low;
  if (length < HEADER_BYTES || length > MAX_DNS_MESSAGE_BYTES) return "garbled";
  return bytes.length < 2 + length ? undefined : bytes.slice(2, 2 + length);
}

/** A response of any kind; `undefined` where the bytes are none. */
function readPacket(bytes: Uint8Array): DecodedPacket | undefined {
  if (bytes.length > MAX_DNS_MESSAGE_BYTES) return undefined;
  const packet = tryDecode(bytes) ?? readCutOff(bytes);
  return packet?.flag_qr ? packet : undefined;
}

/** Some servers cut a long answer in the middle of a record. */
function readCutOff(bytes: Uint8Array): DecodedPacket | undefined {
  const header = bytes.slice(0, HEADER_BYTES).fill(0, COUNTS_OFFSET);
  const packet = tryDecode(header);
  return packet?.flag_tc ? packet : undefined;
}

function tryDecode(bytes: Uint8Array): DecodedPacket | undefined {
  try {
    const packet = decode(NodeBytes.from(bytes));
    // The library reads addresses beyond the end, as zeros or `undefined`.
    return decode.bytes > bytes.length ? undefined : packet;
  } catch {
    return undefined;
  }
}

/** The question may be missing where it was unreadable or cut off. */
function answers(packet: DecodedPacket, query: DnsQuery): boolean {
  if (packet.id !== query.id) return false;
  const [question, ...more] = packet.questions ?? [];
  if (question === undefined) {
    return packet.flag_tc || rcodeOf(packet) !== "NOERROR";
  }
  return more.length === 0 && question.type === query.record &&
    question.class === "IN" && sameName(question.name, query.name);
}

/** The types of the library leave the response code out. */
function rcodeOf(packet: DecodedPacket & { readonly rcode?: string }): string {
  return packet.rcode ?? "NOERROR";
}

/** The test of glibc for a server that refers elsewhere (`res_send.c`). */
function isReferral(packet: DecodedPacket): boolean {
  return rcodeOf(packet) === "NOERROR" && !packet.flag_tc &&
    !packet.flag_aa && !packet.flag_ra && (packet.answers ?? []).length === 0;
}

function addressesOf(
  packet: DecodedPacket,
  query: DnsQuery,
): readonly string[] {
  const records = packet.answers ?? [];
  const owner = endOfAliases(records, query.name);
  const found = new Set<string>();
  for (const record of records) {
    if (record.type !== query.record || !sameName(record.name, owner)) continue;
    if (addressFamily(record.data) !== 0) found.add(record.data);
  }
  return [...found].slice(0, MAX_ADDRESSES);
}

function endOfAliases(records: readonly Answer[], name: string): string {
  let owner = name;
  for (let hops = 0; hops < MAX_ALIASES; hops++) {
    const alias = records.find((record) =>
      record.type === "CNAME" && sameName(record.name, owner)
    );
    if (alias?.type !== "CNAME") return owner;
    owner = alias.data;
  }
  return owner;
}

/** Names are the same in either case (RFC 4343); a last dot adds nothing. */
function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
