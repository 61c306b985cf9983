import { assertEquals } from "@std/assert/equals";
import { readSocks5Reply } from "../../src/wire/socks5.ts";
import { readSocks5ReplyCode } from "../../src/wire/socks5_reply.ts";
import captured from "./fixtures/proxy/socks5_replies.json" with {
  type: "json",
};

/** What each captured answer of danted says. */
const EXPECTED: readonly (readonly [string, string])[] = [
  ["server listens", "tunnel-opened"],
  ["server refuses", "upstream-refused"],
  ["server silent", "upstream-timeout"],
  ["rule denies the port", "denied"],
  ["no route (EHOSTUNREACH)", "upstream-unreachable"],
  ["no route (ENETUNREACH)", "upstream-unreachable"],
  ["route prohibits (EACCES)", "upstream-failed"],
  ["NXDOMAIN", "upstream-failed"],
  ["SERVFAIL", "upstream-failed"],
  ["name server silent", "upstream-failed"],
  ["IPv6 server, IPv4 proxy", "upstream-failed"],
];

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(
    hex.match(/../g) ?? [],
    (pair) => parseInt(pair, 16),
  );
}

for (const [why, outcome] of EXPECTED) {
  Deno.test(`\`readSocks5ReplyCode()\` reads danted when: ${why}`, () => {
    const answers = captured.filter((it) => it.why === why);
    assertEquals(answers.length > 0, true);
    for (const { request, reply } of answers) {
      const { code = -1 } = readSocks5Reply(bytesOf(reply ?? "")) ?? {};
      const byName = /[a-z]/.test(request);
      assertEquals(readSocks5ReplyCode(code, byName).outcome, outcome);
    }
  });
}

Deno.test("`readSocks5ReplyCode()` reads every code of RFC 1928", () => {
  const outcomes = [
    "tunnel-opened",
    "upstream-failed",
    "denied",
    "upstream-unreachable",
    "upstream-unreachable",
    "upstream-refused",
    "upstream-timeout",
    "denied",
    "upstream-failed",
  ];
  for (const [code, outcome] of outcomes.entries()) {
    assertEquals(readSocks5ReplyCode(code, false).outcome, outcome);
  }
  for (const code of [9, 0x80, 0xff]) {
    assertEquals(readSocks5ReplyCode(code, false), {
      outcome: "upstream-failed",
      about: "server",
      detail: {
        phase: "tunnel",
        status: code,
        message: "unassigned reply code",
      },
    });
  }
});
