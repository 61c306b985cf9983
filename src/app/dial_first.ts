import type { Channel } from "../io/io.ts";
import { isLoopbackAddress } from "../model/host.ts";
import type { Outcome } from "../model/observation.ts";
import { pause } from "../probe/pause.ts";
import type { ProbeContext } from "../probe/probe.ts";
import { probeTcp } from "../probe/tcp.ts";

/**
 * How long a connection may be silent before another is dialled beside it, in
 * milliseconds: the system itself sends a lost first packet again after a
 * second (RFC 6298 section 2.1), too late for a target that has just come back.
 */
const REDIAL_MS = 400;

/** Most connections that one attempt dials to one address. */
const MAX_DIALS = 5;

/** What may be an address family's own fault; a family not there is none. */
const FAILURES: readonly (Outcome | undefined)[] = [
  "refused",
  "connect-timeout",
  "host-unreachable",
  "connect-reset",
];

/** What dialling is given beside the addresses. */
export interface DialContext extends ProbeContext {
  /**
   * Takes the rest of the work, which tells whether an address failed while
   * another one connected. Without it the others are ended at once.
   */
  readonly onOthers?: ((haveFailed: Promise<boolean>) => void) | undefined;
}

/**
 * Dials all addresses at once; the first that connects wins, and waits for no
 * other.
 *
 * @param addresses Literal addresses, one of each family.
 * @param port The port of all.
 * @param context The world, the signal, the time-out, and who wants to know
 * of the others.
 * @returns The connection; `undefined` where there is none.
 */
export async function dialFirst(
  addresses: readonly string[],
  port: number,
  context: DialContext,
): Promise<Channel | undefined> {
  const won = new AbortController();
  const both = AbortSignal.any([won.signal, context.signal]);
  const signal = context.onOthers === undefined ? both : context.signal;
  const { promise, resolve, reject } = Promise.withResolvers<
    Channel | undefined
  >();
  const all = Promise.all(addresses.map(async (address) => {
    const dial = { ...context, signal, again: both };
    const { channel, outcome } = await dialAgain(address, port, dial);
    if (won.signal.aborted || context.signal.aborted) channel?.close();
    else if (channel !== undefined) resolve(channel);
    if (channel !== undefined) won.abort();
    return FAILURES.includes(outcome) && !isLoopbackAddress(address);
  }));
  all.then(() => resolve(undefined), reject);
  context.onOthers?.(
    all.then((fails) => won.signal.aborted && fails.includes(true)),
  );
  const channel = await promise;
  if (context.onOthers === undefined) await all;
  return channel;
}

/** How dialling one address ended. */
interface Dialled {
  readonly channel?: Channel | undefined;
  readonly outcome?: Outcome | undefined;
}

/**
 * Dials an address, and again beside it while nothing comes; whatever comes
 * first, a connection or a refusal, is the answer. A silent dial gives way to
 * the next, or all would be accepted at once when the host is back; only the
 * first waits on, for a way that is long.
 */
async function dialAgain(
  address: string,
  port: number,
  context: ProbeContext & { readonly again: AbortSignal },
): Promise<Dialled> {
  const { io, timeoutMs, signal } = context;
  const ended = new AbortController();
  const racing = AbortSignal.any([ended.signal, signal]);
  const again = AbortSignal.any([ended.signal, context.again]);
  const starts = Math.ceil(timeoutMs / REDIAL_MS);
  let first: Dialled = {};
  let last = new AbortController();
  const dial = async (_: unknown, index: number) => {
    const waitMs = index * REDIAL_MS;
    if (index > 0 && !await pause(io, waitMs, again)) return;
    last.abort();
    const mine = new AbortController();
    if (index > 0) last = mine;
    const trying = AbortSignal.any([mine.signal, racing]);
    const input = { segment: "server", address, port } as const;
    const left = { io, signal: trying, timeoutMs: timeoutMs - waitMs };
    const { channel, observations: [seen] } = await probeTcp(input, left);
    if (trying.aborted) return channel?.close();
    first = { channel, outcome: seen?.outcome };
    ended.abort();
  };
  await Promise.all(Array.from({ length: Math.min(starts, MAX_DIALS) }, dial));
  return first;
}
