import type { Channel } from "./io.ts";

/**
 * Puts bytes that were read too far back in front of a stream.
 *
 * @param channel The stream; the result owns it.
 * @param bytes What the next read returns.
 * @returns The stream as it was before those bytes were read.
 */
export function prefixedChannel(channel: Channel, bytes: Uint8Array): Channel {
  let unread: Uint8Array | undefined = bytes.length > 0 ? bytes : undefined;
  return {
    remote: channel.remote,
    local: channel.local,
    read(signal) {
      if (unread === undefined) return channel.read(signal);
      const first = unread;
      unread = undefined;
      return Promise.resolve(first);
    },
    write: (data, signal) => channel.write(data, signal),
    close: () => channel.close(),
  };
}
