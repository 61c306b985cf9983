import { findAddresses } from "./address_text.ts";
import type { PingReply, PingReport, PingSight } from "./ping_output.ts";
import { reportKindOf } from "./ping_words.ts";

/** `TTL=64`; never translated, spaced in some languages. */
const TTL = /TTL\s*=\s*(\d{1,3})/i;

/** `Bytes=32`, `Zeit<1ms`, `時間 =2ms`: signs and numbers, in any language. */
const VALUE = /[=<]\s*(\d{1,9})/g;

/** The sum: sent, received and lost; the first line with three values. */
const SUM = /=\s*(\d{1,9})\D+=\s*\d{1,9}\D+=\s*\d{1,9}/;

/**
 * Reads the standard output of Windows' `ping`, line by line. A line with an
 * address and values is a reply; one with an address, a colon and words is the
 * report of an ICMP error, which Windows itself counts as received.
 *
 * @param lines The lines, in any language and even in the wrong code page.
 * @returns Replies, reports and the sum.
 */
export function readWindowsPing(lines: readonly string[]): PingSight {
  const replies: PingReply[] = [];
  const reports: PingReport[] = [];
  let transmitted: number | undefined;
  for (const line of lines) {
    const [found] = findAddresses(line);
    if (found === undefined) {
      transmitted ??= readTransmitted(line);
      continue;
    }
    const rest = line.slice(found.end);
    const reply = readReply(found.address, rest);
    const report = reply === undefined
      ? readReport(found.address, rest)
      : undefined;
    if (reply !== undefined) replies.push(reply);
    if (report !== undefined) reports.push(report);
  }
  return {
    transmitted,
    received: replies.length,
    replies,
    reports,
  };
}

function readTransmitted(line: string): number | undefined {
  const sent = SUM.exec(line)?.[1];
  return sent === undefined ? undefined : Number(sent);
}

/** Values: bytes and time for IPv4, time alone for IPv6. */
function readReply(from: string, rest: string): PingReply | undefined {
  const ttl = TTL.exec(rest)?.[1];
  const values = [...rest.replace(TTL, "").matchAll(VALUE)];
  const time = values.at(-1)?.[1];
  if (time === undefined) return undefined;
  return {
    rttMs: Number(time),
    ttl: ttl === undefined ? undefined : Number(ttl),
    from,
  };
}

/** The header and the statistics' title end in their colon. */
function readReport(from: string, rest: string): PingReport | undefined {
  const words = /[:：]\s*(\S.*)$/.exec(rest)?.[1];
  if (words === undefined) return undefined;
  return { from, kind: reportKindOf(words) };
}
