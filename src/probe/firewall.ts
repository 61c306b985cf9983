import {
  addressFamily,
  formatAuthority,
  isLoopbackAddress,
} from "../model/host.ts";
import type {
  Observation,
  ObservationDetail,
  Outcome,
} from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";
import { counterDelta, type KernelCounters } from "../wire/nstat_json.ts";
import { type CounterSign, counterSign } from "./counter_sign.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail } from "./error_detail.ts";
import { type HostReading, lostReading } from "./host_reading.ts";
import { LinkedAbort } from "./linked_abort.ts";
import { lostLook } from "./lost.ts";
import { pause } from "./pause.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { readCounters } from "./read_counters.ts";
import { type Look, startLook } from "./record.ts";
import { type Attempt, tryConnect } from "./try_connect.ts";
import { unsupportedLook } from "./unsupported.ts";

/** Which connection to try while the counters are watched. */
export interface FirewallInput {
  /** Which segment the address belongs to. */
  readonly segment: ObservedSegment;
  /** A literal address. */
  readonly address: string;
  /** The port, 1 to 65535. */
  readonly port: number;
}

/**
 * Most connects of one look. A rule acts each time; other traffic that moves
 * the same counters by chance three times running is a bet worth taking.
 */
const MAX_ATTEMPTS = 3;

/** Longest wait for an answer from outside: one round trip of the world. */
export const WINDOW_MS = 300;

/**
 * The same as a part of a short time-out: what is left is enough to read the
 * counters three times where each takes 50 ms (measured on a busy machine; 2 ms
 * else).
 */
const WINDOW_SHARE = 0.4;

/**
 * Least of it, in milliseconds: one round trip of a continent. A shorter wait
 * would take an answer that a rule of this host is yet to drop for none.
 */
const MIN_WINDOW_MS = 150;

/**
 * Longest wait for a rule of this host, the first time and again: it acts
 * before the connect returns, and a short look sees less of other traffic.
 */
export const CONFIRM_MS = 50;

interface Sighting {
  readonly sign: CounterSign;
  readonly attempt: Attempt;
  readonly delta: KernelCounters;
}

/**
 * Tries to connect and looks which of the kernel's counters move: that tells a
 * rule of this host from one elsewhere, and both from silence. One connect
 * where nothing points at a rule, up to three where something does; none of
 * those leaves the host if the rule is its own. Linux alone has the counters.
 *
 * Rules that act after the counters stay unseen: those of traffic control, of
 * a control group, and of the card. So does one that drops what comes back
 * later than {@linkcode WINDOW_MS}, or than a shorter window of a short look.
 *
 * @param input Which connection.
 * @param context The world, the signal and the time-out.
 * @returns One observation.
 */
export async function probeFirewall(
  input: FirewallInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { io } = context;
  const { segment, address, port } = input;
  if (io.platform !== "linux") {
    const message = `no counters are known on ${io.platform}`;
    return { observations: [unsupportedLook({ probe: NAME, message }, io)] };
  }
  const subject = formatAuthority(address, port);
  const look = startLook({ probe: NAME, segment, subject }, io);
  const deadline = startDeadline(context);
  const within = { ...context, signal: deadline.signal };
  try {
    const seen = await watchAttempts(input, look, within);
    if (seen !== undefined) return { observations: [seen] };
    if (context.signal.aborted) return { observations: [] };
    const message = "other traffic of this host moves the same counters, or " +
      "the time was too short";
    return { observations: [unsupportedLook({ probe: NAME, message }, io)] };
  } finally {
    deadline.stop();
  }
}

const NAME = "firewall";

async function watchAttempts(
  input: FirewallInput,
  look: Look,
  context: ProbeContext,
): Promise<Observation | undefined> {
  const { io, signal } = context;
  const family = addressFamily(input.address) === 6 ? 6 : 4;
  const sightings: Sighting[] = [];
  let before = await readCounters(context);
  while (sightings.length < MAX_ATTEMPTS) {
    if (signal.aborted) return undefined;
    if (!before.ok) return lostReading(before, NAME, io);
    const isHeldBack = (delta: KernelCounters) =>
      isLocalSign(counterSign(delta, family, "silent"));
    const last = sightings.at(-1);
    const { attempt, after } = last === undefined
      ? await attemptFirst(input, before.value, isHeldBack, context)
      : await attemptAgain(input, last, context);
    if (signal.aborted) return undefined;
    const { error } = attempt;
    const lost = error && lostLook(error, NAME, io);
    if (lost !== undefined) return lost;
    if (!after.ok) return lostReading(after, NAME, io);
    const delta = counterDelta(before.value, after.value);
    const sign = counterSign(delta, family, attempt.end);
    sightings.push({ sign, attempt, delta });
    const told = tell(sightings, input, look, context);
    if (told !== undefined) return told;
    before = after;
  }
  return undefined;
}

/** One connect, and the counters after it. */
interface Attempted {
  readonly attempt: Attempt;
  readonly after: HostReading<KernelCounters>;
}

/**
 * A connect whose counters are read once, at its end: each reading is one of
 * the subprocesses that other looks need as well.
 */
async function attemptAgain(
  input: FirewallInput,
  { sign }: Sighting,
  context: ProbeContext,
): Promise<Attempted> {
  const waitMs = isLocalSign(sign) ? CONFIRM_MS : windowOf(context);
  const attempt = await tryConnect(input, waitMs, context);
  return { attempt, after: await readCounters(context) };
}

/** A connect whose answer is waited for unless it was held back at once. */
async function attemptFirst(
  input: FirewallInput,
  before: KernelCounters,
  isHeldBack: (delta: KernelCounters) => boolean,
  context: ProbeContext,
): Promise<Attempted> {
  const { io } = context;
  const ended = new LinkedAbort(context.signal);
  const { signal } = ended;
  const waitMs = windowOf(context);
  const connecting = tryConnect(input, waitMs, { ...context, signal })
    .finally(() => ended.end());
  try {
    if (await pause(io, CONFIRM_MS, signal)) {
      const after = await readCounters(context);
      if (after.ok && isHeldBack(counterDelta(before, after.value))) {
        ended.end();
        return { attempt: await connecting, after };
      }
    }
    return { attempt: await connecting, after: await readCounters(context) };
  } finally {
    ended.end();
    await connecting;
  }
}

function windowOf({ timeoutMs }: ProbeContext): number {
  const wantedMs = Math.max(MIN_WINDOW_MS, WINDOW_SHARE * timeoutMs);
  return Math.min(WINDOW_MS, wantedMs);
}

/** Says what the sightings tell, as soon as no further one can change it. */
function tell(
  sightings: readonly Sighting[],
  input: FirewallInput,
  look: Look,
  { io }: ProbeContext,
): Observation | undefined {
  const last = sightings.at(-1);
  if (last === undefined) return undefined;
  const { error } = last.attempt;
  const outcome = outcomeOf(sightings);
  if (outcome !== undefined) {
    return look.end(outcome, detailOf(input, sightings.length, last));
  }
  if (last.sign !== "not-sent") return undefined;
  const message = "nothing was sent that a rule could have held back";
  const { code } = error ?? {};
  return unsupportedLook({ probe: NAME, message, code }, io);
}

function outcomeOf(sightings: readonly Sighting[]): Outcome | undefined {
  const last = sightings.at(-1);
  if (last !== undefined && isForbidden(last)) return "locally-rejected";
  const seenElsewhere = sightings.some(({ sign }) =>
    sign === "rejected-elsewhere"
  );
  if (seenElsewhere) {
    // ICMP errors are rationed (RFC 1812 section 4.3.2.8): a rule that told the
    // first time may be silent the second.
    const isSilent = last?.sign === "clean" && last.attempt.end === "silent";
    const isAgain = last?.sign === "rejected-elsewhere" || isSilent;
    if (isAgain) return sightings.length < 2 ? undefined : "remotely-rejected";
  }
  if (last?.sign === "clean") return "not-filtered";
  if (sightings.length < MAX_ATTEMPTS) return undefined;
  if (!sightings.every(({ sign }) => isLocalSign(sign))) return undefined;
  return last?.sign === "dropped" ? "locally-dropped" : "locally-rejected";
}

/**
 * Whether the kernel itself says that a rule forbids it: EPERM, or EACCES before
 * anything was sent. Afterwards EACCES is an answer from outside: ICMPv6's
 * "administratively prohibited" (measured; icmpv6_err_convert() of Linux).
 */
function isForbidden({ sign, attempt }: Sighting): boolean {
  const code = attempt.error?.code;
  return code === "EPERM" || (code === "EACCES" && sign === "not-sent");
}

function isLocalSign(sign: CounterSign | undefined): boolean {
  return sign === "dropped" || sign === "rejected";
}

function detailOf(
  { address, port }: FirewallInput,
  sent: number,
  { delta, attempt }: Sighting,
): ObservationDetail {
  const family = addressFamily(address);
  const moved = Object.entries(delta).filter(([, change]) => change > 0);
  return {
    address,
    port,
    ...(family !== 0 && { family }),
    ...(isLoopbackAddress(address) && { loopback: true }),
    ...(attempt.error !== undefined && errorDetail(attempt.error)),
    sent,
    received: attempt.end === "connected" ? 1 : 0,
    counters: Object.fromEntries(moved),
  };
}
