import type { Channel, DialOptions } from "../io/io.ts";
import { LinkedAbort } from "./linked_abort.ts";
import { pause } from "./pause.ts";
import type { ProbeContext } from "./probe.ts";

/**
 * How long a first try may be silent before a second one goes out beside it,
 * in milliseconds: it shall not disturb the look at the kernel's counters,
 * which takes from 500 to 800 ms, and its packets shall not leave with those
 * that the first one repeats, at 1 s (RFC 6298 §2.1).
 */
export const SECOND_TRY_MS = 850;

/** A connection, and how many tries it took. */
export interface Dialled {
  readonly channel: Channel;
  readonly tries: 1 | 2;
}

/**
 * Connects, with a second try where the first one is silent: one lost packet
 * more or less then decides nothing. What happens first to either of them is
 * the result; the other one is ended.
 *
 * @param options Where to, and what ends both.
 * @param context The world.
 * @returns The connection that came first.
 * @throws {IoError} If the first word of either is an error.
 */
export async function dialTwice(
  options: DialOptions,
  { io }: Pick<ProbeContext, "io">,
): Promise<Dialled> {
  const over = new LinkedAbort(options.signal);
  const { signal } = over;
  const settled: Channel[] = [];
  async function dial(tries: 1 | 2): Promise<Dialled> {
    const channel = await io.dial({ ...options, signal });
    settled.push(channel);
    return { channel, tries };
  }
  const first = dial(1);
  const second = pause(io, SECOND_TRY_MS, signal).then((isOver) =>
    isOver ? dial(2) : first
  );
  let taken: Channel | undefined;
  try {
    const dialled = await Promise.race([first, second]);
    taken = dialled.channel;
    return dialled;
  } finally {
    over.end();
    await Promise.allSettled([first, second]);
    for (const channel of settled) if (channel !== taken) channel.close();
  }
}
