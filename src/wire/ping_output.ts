import { boundedLines } from "./bounded_lines.ts";
import { type PingFailure, readPingFailure } from "./ping_failure.ts";
import { readUnixPing } from "./ping_unix.ts";
import { readWindowsPing } from "./ping_windows.ts";
import type { ProgramOutput } from "./program_output.ts";

/** One echo reply. */
export interface PingReply {
  /** The number that the program gave the request; Windows gives none. */
  readonly sequence?: number | undefined;
  /** Round-trip time in milliseconds; Windows' `<1ms` is kept as 1. */
  readonly rttMs?: number | undefined;
  /** Time to live, or hop limit; Windows prints none for IPv6. */
  readonly ttl?: number | undefined;
  /** Who replied. */
  readonly from: string;
}

/** What an ICMP error says, where its words are known. */
export type PingReportKind =
  | "host-unreachable"
  | "net-unreachable"
  | "protocol-unreachable"
  | "port-unreachable"
  | "prohibited"
  | "too-big"
  | "ttl-exceeded";

/** An ICMP error that somebody sent in place of a reply. */
export interface PingReport {
  /** Who reported: this host's own address means that it was this host. */
  readonly from: string;
  /** What it says; `undefined` for words of another language. */
  readonly kind?: PingReportKind | undefined;
}

/** What one run of `ping` says. */
export interface PingOutput {
  /** Requests sent; `undefined` where the program was ended before its sum. */
  readonly transmitted?: number | undefined;
  /** Requests that were answered by an echo reply. */
  readonly received: number;
  /** The echo replies, duplicates included. */
  readonly replies: readonly PingReply[];
  /** The ICMP errors; redirects are none. */
  readonly reports: readonly PingReport[];
  /** Smallest packet size that somebody named as the largest possible. */
  readonly mtuBytes?: number | undefined;
  /** Whether nothing is known that kept the requests on this host. */
  readonly canSend: boolean;
  /** What the program complained of, if it did. */
  readonly failure?: PingFailure | undefined;
}

/** The part of {@linkcode PingOutput} that is read from standard output. */
export type PingSight = Pick<
  PingOutput,
  "transmitted" | "received" | "replies" | "reports"
>;

/** What only the pings of Unix print, in every language. */
const UNIX = /^PING6?[ (]|^--- .*---\s*$|\bseq=\d/m;

/** The MTU that a router or the own kernel names; translations keep the word. */
const MTU = /\bmtu\s*[=:]?\s*(\d{2,6})\b/gi;

/** RFC 791: every link carries 68 bytes. Below it, no MTU is meant. */
const MIN_MTU_BYTES = 68;

/**
 * Reads what `ping` printed: iputils, BusyBox and BSD (macOS) in any language,
 * and Windows in any language. Numbers, addresses and structure decide; English
 * words only tell what an error was.
 *
 * Exit codes are no help across systems: iputils says 1 for silence and 2 for
 * an error, macOS 2 for silence, BusyBox 1 for both, Windows 0 where a router
 * answered that the host is unreachable.
 *
 * @param output How it ended and what it printed.
 * @returns What it says; never throws.
 */
export function parsePingOutput(output: ProgramOutput): PingOutput {
  const lines = boundedLines(wholeLines(output.stdout));
  const complaints = boundedLines(output.stderr);
  const unix = UNIX.test(lines.join("\n")) || output.stdout.trim() === "";
  const sight = unix ? readUnixPing(lines) : readWindowsPing(lines);
  const failure = readPingFailure({
    exitCode: output.exitCode,
    lines,
    complaints,
    unix,
    counted: sight.transmitted !== undefined,
  });
  return {
    ...sight,
    mtuBytes: smallestMtu([...lines, ...complaints]),
    canSend: sight.received > 0 || failure === undefined ||
      // The first request left, and the answer to it made the second too big.
      (failure.code === "EMSGSIZE" && sight.reports.length > 0),
    failure,
  };
}

/** A line without its end is torn: the program was ended while writing it. */
function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

function smallestMtu(lines: readonly string[]): number | undefined {
  let smallest: number | undefined;
  for (const line of lines) {
    for (const match of line.matchAll(MTU)) {
      const mtu = Number(match[1]);
      if (mtu < MIN_MTU_BYTES) continue;
      smallest = Math.min(mtu, smallest ?? mtu);
    }
  }
  return smallest;
}
