import { type Channel, type Io, IoError } from "../io/io.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import {
  type DnsQuery,
  type DnsReply,
  frameDnsMessage,
  MAX_DNS_MESSAGE_BYTES,
  parseDnsReply,
  unframeDnsMessage,
} from "../wire/dns_message.ts";

/** A question as bytes, and what it asks. */
export interface DnsTcpQuestion {
  /** The server. */
  readonly server: NameServerAddress;
  /** What is asked. */
  readonly query: DnsQuery;
  /** The same as a message. */
  readonly message: Uint8Array;
}

/** What came of it; nothing at all where the server stayed silent. */
export interface DnsTcpResult {
  /** The answer. */
  readonly reply?: DnsReply | undefined;
  /** What came back instead of an answer. */
  readonly garbled?: Uint8Array | undefined;
  /** Why the connection failed. */
  readonly error?: IoError | undefined;
}

/**
 * Asks one question by TCP: RFC 7766.
 *
 * @param question What is asked of whom.
 * @param context The world and the end of the wait.
 * @returns What came of it.
 */
export async function askDnsByTcp(
  question: DnsTcpQuestion,
  context: { readonly io: Io; readonly signal: AbortSignal },
): Promise<DnsTcpResult> {
  const { server, message, query } = question;
  const { io, signal } = context;
  let channel: Channel | undefined;
  try {
    channel = await io.dial({ ...server, signal });
    await channel.write(frameDnsMessage(message), signal);
    return await readAnswer(channel, query, signal);
  } catch (error) {
    if (error instanceof IoError) return { error };
    if (signal.aborted) return {};
    throw error;
  } finally {
    channel?.close();
  }
}

/** Nobody else speaks on this stream, so its first message must be ours. */
async function readAnswer(
  channel: Channel,
  query: DnsQuery,
  signal: AbortSignal,
): Promise<DnsTcpResult> {
  let bytes = new Uint8Array();
  while (bytes.length <= 2 + MAX_DNS_MESSAGE_BYTES) {
    const chunk = await channel.read(signal);
    if (chunk === null) return {};
    bytes = joined(bytes, chunk);
    const framed = unframeDnsMessage(bytes);
    if (framed === undefined) continue;
    const message = framed === "garbled"
      ? undefined
      : parseDnsReply(framed, query);
    return message?.kind === "reply" ? { reply: message } : { garbled: bytes };
  }
  return { garbled: bytes };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
