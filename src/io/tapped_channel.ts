import type { Channel } from "./io.ts";

/** A stream that remembers how it began and how it ended. */
export interface TappedChannel extends Channel {
  /** The first bytes read, at most as many as were asked for. */
  readonly firstBytes: Uint8Array;
  /** Whether the end of the stream was read. */
  readonly ended: boolean;
  /** What a read threw, unless it was the signal's reason. */
  readonly readError: unknown;
}

/**
 * Remembers what comes through a stream, for the report about a peer that
 * says something unexpected to a library that keeps it to itself.
 *
 * @param channel The stream.
 * @param maxBytes Most first bytes kept.
 * @returns The same stream, tapped.
 */
export function tappedChannel(
  channel: Channel,
  maxBytes: number,
): TappedChannel {
  let firstBytes = new Uint8Array(0);
  let ended = false;
  let readError: unknown;
  async function read(signal: AbortSignal): Promise<Uint8Array | null> {
    try {
      const bytes = await channel.read(signal);
      if (bytes === null) ended = true;
      else firstBytes = append(firstBytes, bytes, maxBytes);
      return bytes;
    } catch (error) {
      if (error !== signal.reason) readError = error;
      throw error;
    }
  }
  return {
    remote: channel.remote,
    local: channel.local,
    get firstBytes() {
      return firstBytes;
    },
    get ended() {
      return ended;
    },
    get readError() {
      return readError;
    },
    read,
    write: (bytes, signal) => channel.write(bytes, signal),
    close: () => channel.close(),
  };
}

function append(
  first: Uint8Array<ArrayBuffer>,
  more: Uint8Array,
  maxBytes: number,
): Uint8Array<ArrayBuffer> {
  const taken = more.subarray(0, maxBytes - first.length);
  if (taken.length === 0) return first;
  const all = new Uint8Array(first.length + taken.length);
  all.set(first);
  all.set(taken, first.length);
  return all;
}
