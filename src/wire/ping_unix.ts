import { findAddresses, type FoundAddress } from "./address_text.ts";
import type { PingReply, PingReport, PingSight } from "./ping_output.ts";
import { reportKindOf } from "./ping_words.ts";

/** `icmp_seq=1` of iputils and BSD, `seq=0` of BusyBox; never translated. */
const SEQUENCE = /\bicmp_seq=(\d{1,9})\b|\bseq=(\d{1,9})\b/;

/** `ttl=` of all, `hlim=` of BSD for IPv6; never translated. */
const TTL = /\b(?:ttl|hlim)=(\d{1,3})\b/i;

/** The number behind the next sign of equality: `time=0.04 ms`, `時間=0.04`. */
const TIME = /[=<]\s*(\d{1,9}(?:[.,]\d{1,6})?)/;

/** The line above the sum. */
const STATISTICS = /^--- .*---\s*$/;

/** `92 bytes from 10.0.0.1: …`, as BSD begins the report of an ICMP error. */
const BYTES_FROM = /^\d+ \D/;

interface Counts {
  transmitted?: number;
  received?: number;
}

/**
 * Reads the standard output of a Unix `ping`, line by line.
 *
 * @param lines The lines, in any language.
 * @returns Replies, reports and the sum.
 */
export function readUnixPing(lines: readonly string[]): PingSight {
  const replies: PingReply[] = [];
  const reports: PingReport[] = [];
  for (const line of lines) {
    const addresses = findAddresses(line);
    if (addresses.length === 0 || STATISTICS.test(line)) continue;
    const reply = readReply(line, addresses);
    const report = reply === undefined
      ? readReport(line, addresses)
      : undefined;
    if (reply !== undefined) replies.push(reply);
    if (report !== undefined) reports.push(report);
  }
  const counts = readCounts(lines);
  const answered = new Set(replies.map((reply) => reply.sequence)).size;
  return {
    transmitted: counts.transmitted,
    received: counts.received ?? answered,
    replies,
    reports,
  };
}

function readReply(
  line: string,
  addresses: readonly FoundAddress[],
): PingReply | undefined {
  const sequence = SEQUENCE.exec(line);
  const ttl = TTL.exec(line);
  if (sequence === null || ttl === null) return undefined;
  const from = lastBefore(addresses, sequence.index);
  if (from === undefined) return undefined;
  const time = TIME.exec(line.slice(ttl.index + ttl[0].length));
  return {
    sequence: Number(sequence[1] ?? sequence[2]),
    rttMs: time === null ? undefined : Number(time[1]?.replace(",", ".")),
    ttl: Number(ttl[1]),
    from: from.address,
  };
}

/**
 * An ICMP error: an address, then words. With iputils the sequence stands
 * between them; BSD prints no sequence. A second address behind the words is
 * the new next hop of a redirect, which is no error.
 */
function readReport(
  line: string,
  addresses: readonly FoundAddress[],
): PingReport | undefined {
  const sequence = SEQUENCE.exec(line);
  if (sequence === null && !BYTES_FROM.test(line)) return undefined;
  const from = sequence === null
    ? addresses[0]
    : lastBefore(addresses, sequence.index);
  if (from === undefined || from !== addresses.at(-1)) return undefined;
  const start = sequence === null
    ? from.end
    : sequence.index + sequence[0].length;
  const words = line.slice(start).replace(/^[\s:,]+/, "").trim();
  if (words === "" || /^source quench/i.test(words)) return undefined;
  return { from: from.address, kind: reportKindOf(words) };
}

/** With reverse lookup the name comes first and its address in brackets. */
function lastBefore(
  addresses: readonly FoundAddress[],
  index: number,
): FoundAddress | undefined {
  return addresses.filter((found) => found.end <= index).at(-1);
}

/** Requests sent, then replies received: in that order in every language. */
function readCounts(lines: readonly string[]): Counts {
  const above = lines.findIndex((line) => STATISTICS.test(line));
  if (above < 0) return {};
  const numbers = lines[above + 1]?.match(/\d{1,9}/g) ?? [];
  const [transmitted, received] = numbers.map(Number);
  if (transmitted === undefined || received === undefined) return {};
  return { transmitted, received };
}
