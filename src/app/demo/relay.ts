import type { Channel } from "../../io/io.ts";

/**
 * Carries bytes both ways until one side ends or breaks.
 *
 * @param one A stream.
 * @param other The other stream; the caller closes both.
 * @param signal Ends the relay.
 * @param pass Is awaited before bytes are passed on.
 */
export async function relay(
  one: Channel,
  other: Channel,
  signal: AbortSignal,
  pass: () => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([over.signal, signal]);
  async function pump(from: Channel, to: Channel): Promise<void> {
    try {
      for (;;) {
        const bytes = await from.read(either);
        await pass();
        if (bytes === null) return;
        await to.write(bytes, either);
      }
    } finally {
      over.abort();
    }
  }
  await Promise.allSettled([pump(one, other), pump(other, one)]);
}
