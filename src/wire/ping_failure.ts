import { scrub } from "../model/scrub.ts";
import { errnoOf } from "./errno_words.ts";

/** Why `ping` complained. */
export interface PingFailure {
  /**
   * `send`: this host would not send the requests. `not-permitted`: the program
   * may not ping. `usage`: it does not know an option. `name`: it takes the
   * host or its zone for a name and cannot resolve it. `other`: anything else.
   */
  readonly kind: "send" | "not-permitted" | "usage" | "name" | "other";
  /**
   * The operating system's code for `send`, in the C locale: `EPERM` a local
   * firewall rule, `EACCES` a prohibit route, `EINVAL` a blackhole route,
   * `ENETUNREACH` no route, `EHOSTUNREACH` an unreachable route (on BSD also,
   * with `EHOSTDOWN`, a neighbour that does not answer), `EMSGSIZE` larger than
   * the link or the path carries, …
   */
  readonly code?: string | undefined;
  /** The complaint itself, in one line. */
  readonly message: string;
}

/** What a complaint is looked for in. */
export interface PingComplaint {
  /** Exit code, or `null` when ended by a signal. */
  readonly exitCode: number | null;
  /** Lines of standard output; Windows complains there. */
  readonly lines: readonly string[];
  /** Lines of standard error. */
  readonly complaints: readonly string[];
  /** Whether it is a Unix `ping`. */
  readonly unix: boolean;
  /** Whether the program printed its sum. */
  readonly counted: boolean;
}

/** Names of system calls, and an MTU: both stay in every language. */
const SENDING = /\b(?:sendmsg|sendto|send|connect|bind):|\bmtu\s*[=:]/i;

/** Sockets that need a right: iputils and BSD, and BusyBox's own words. */
const OPENING = /\bsocket:|are you root|missing cap_net_raw/i;

/** iputils' words for EACCES on connect: a broadcast address or a route. */
const BROADCAST = /ping broadcast\? Then -b/;

/** Windows' own word for a failed request, and its English words. */
const WINDOWS_SENDING =
  /^PING: |^(?:General failure|Destination \w+ unreachable|Packet needs)/;

const NAME = /not known|unknown host|bad address|cannot resolve|name resol/i;

const USAGE =
  /invalid option|unrecognized option|illegal option|^usage|usage:/i;

/** `invalid argument: '0'` of iputils: a bad value, not the error EINVAL. */
const BAD_VALUE = /^ping: invalid argument:/;

/** A line of a list of options, in any language. */
const OPTION_LINE = /^\s+-[a-z0-9]\b/i;

/** So many lines of options are a list; a reply has none. */
const MIN_OPTION_LINES = 3;

/**
 * Finds out why `ping` complained.
 *
 * @param complaint How it ended and what it printed.
 * @returns The complaint, or `undefined` when there was none.
 */
export function readPingFailure(
  complaint: PingComplaint,
): PingFailure | undefined {
  const { exitCode, complaints, unix } = complaint;
  const words = [...complaints, ...(unix ? [] : complaint.lines)]
    .filter((line) => line.trim() !== "" && !/warning/i.test(line));
  const known = unix ? readUnix(words) : readWindows(words);
  if (known !== undefined) return known;
  if (exitCode === null || exitCode === 0 || complaint.counted) {
    return undefined;
  }
  return failure("other", words[0] ?? `exit code ${exitCode} without a word`);
}

function readUnix(words: readonly string[]): PingFailure | undefined {
  const opening = words.find((line) => OPENING.test(line));
  if (opening !== undefined) return failure("not-permitted", opening);
  const usage = findUsage(words);
  if (usage !== undefined) return failure("usage", usage);
  const sending = words.find((line) => SENDING.test(line));
  if (sending !== undefined) {
    const tooLong = /\bmtu\s*[=:]/i.test(sending) ? "EMSGSIZE" : undefined;
    return failure("send", sending, tooLong ?? errnoOf(sending));
  }
  const broadcast = words.find((line) => BROADCAST.test(line));
  if (broadcast !== undefined) return failure("send", broadcast, "EACCES");
  const name = words.find((line) => NAME.test(line));
  return name === undefined ? undefined : failure("name", name);
}

function readWindows(words: readonly string[]): PingFailure | undefined {
  const usage = findUsage(words);
  if (usage !== undefined) return failure("usage", usage);
  const sending = words.find((line) => WINDOWS_SENDING.test(line));
  if (sending === undefined) return undefined;
  return failure("send", sending, windowsCode(sending));
}

function windowsCode(words: string): string | undefined {
  if (/host unreachable/i.test(words)) return "EHOSTUNREACH";
  if (/fragmented/i.test(words)) return "EMSGSIZE";
  return /net\w* unreachable/i.test(words) ? "ENETUNREACH" : undefined;
}

function findUsage(words: readonly string[]): string | undefined {
  const options = words.filter((line) => OPTION_LINE.test(line)).length;
  if (options >= MIN_OPTION_LINES) return words[0];
  return words.find((line) => USAGE.test(line) || BAD_VALUE.test(line));
}

function failure(
  kind: PingFailure["kind"],
  line: string,
  code?: string,
): PingFailure {
  return { kind, code, message: scrub(line.trim()) };
}
