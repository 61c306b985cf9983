// @ts-types="@types/dns-packet"
import { type Answer, encode, type Packet } from "dns-packet";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  buildDnsQuery,
  type DnsQuery,
  frameDnsMessage,
  MAX_DNS_MESSAGE_BYTES,
  parseDnsReply,
  unframeDnsMessage,
} from "../../src/wire/dns_message.ts";

const QUERY: DnsQuery = { id: 0x1234, name: "db.example.com", record: "A" };

/** QR, RD and RA; with bits of its own. */
function reply(packet: Packet, bits = 0): Uint8Array {
  return new Uint8Array(encode({
    type: "response",
    id: QUERY.id,
    flags: 0x0180 | bits,
    questions: [{ type: "A", name: "db.example.com" }],
    ...packet,
  }));
}

function a(name: string, data: string): Answer {
  return { type: "A", name, ttl: 60, data };
}

function alias(name: string, data: string): Answer {
  return { type: "CNAME", name, ttl: 60, data };
}

function addressesIn(answers: Answer[]): readonly string[] {
  const message = parseDnsReply(reply({ answers }), QUERY);
  return message.kind === "reply" ? message.addresses : [message.kind];
}

Deno.test("`buildDnsQuery()` asks one question and wants recursion", () => {
  const bytes = buildDnsQuery(QUERY);
  // RFC 1035 §4.1: header, one question, nothing else.
  assertEquals(
    bytes.slice(0, 12),
    Uint8Array.of(0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0),
  );
  const name = "\x02db\x07example\x03com\x00";
  assertEquals(
    bytes.slice(12),
    new TextEncoder().encode(`${name}\0\x01\0\x01`),
  );
});

Deno.test("`parseDnsReply()` reads addresses, each once, in order", () => {
  const name = "DB.example.COM";
  assertEquals(
    addressesIn([
      a(name, "192.0.2.9"),
      a(name, "192.0.2.1"),
      a(name, "192.0.2.9"),
    ]),
    ["192.0.2.9", "192.0.2.1"],
  );
});

Deno.test("`parseDnsReply()` reads IPv6 addresses of an IPv6 question", () => {
  const query: DnsQuery = { ...QUERY, record: "AAAA" };
  const { name } = query;
  const bytes = reply({
    questions: [{ type: "AAAA", name }],
    answers: [
      { type: "AAAA", name, data: "2001:db8::7" },
      a(name, "192.0.2.1"),
    ],
  });
  const message = parseDnsReply(bytes, query);
  assertEquals(message.kind === "reply" && message.addresses, ["2001:db8::7"]);
});

Deno.test("`parseDnsReply()` follows aliases, in any order of records", () => {
  assertEquals(
    addressesIn([
      a("c.example.net", "192.0.2.3"),
      alias("b.example.net", "c.example.net"),
      a("other.example.net", "192.0.2.66"),
      alias("db.example.com", "B.example.net"),
    ]),
    ["192.0.2.3"],
  );
});

Deno.test("`parseDnsReply()` ends at aliases that go in a circle", () => {
  assertEquals(
    addressesIn([
      alias("db.example.com", "a.example.com"),
      alias("a.example.com", "db.example.com"),
      a("b.example.com", "192.0.2.1"),
    ]),
    [],
  );
});

Deno.test("`parseDnsReply()` keeps at most 16 addresses", () => {
  const many = Array.from(
    { length: 40 },
    (_, n) => a(QUERY.name, `192.0.2.${n}`),
  );
  assertEquals(addressesIn(many).length, 16);
});

Deno.test("`parseDnsReply()` keeps the response code", () => {
  const codes = [[2, "SERVFAIL"], [3, "NXDOMAIN"], [5, "REFUSED"], [
    11,
    "RCODE_11",
  ]] as const;
  for (const [bits, rcode] of codes) {
    assertEquals(parseDnsReply(reply({}, bits), QUERY), {
      kind: "reply",
      rcode,
      addresses: [],
      truncated: false,
      referral: false,
    });
  }
});

Deno.test("`parseDnsReply()` takes an error without the question", () => {
  const bytes = reply({ questions: [] }, 1);
  const message = parseDnsReply(bytes, QUERY);
  assertEquals(message.kind === "reply" && message.rcode, "FORMERR");
  assertEquals(parseDnsReply(reply({ questions: [] }), QUERY).kind, "stranger");
});

Deno.test("`parseDnsReply()` tells a referral from an empty answer", () => {
  const flags = 0x0100;
  const referral = parseDnsReply(reply({ flags }), QUERY);
  assertEquals(referral.kind === "reply" && referral.referral, true);
  const own = parseDnsReply(reply({ flags: flags | 1 << 10 }), QUERY);
  assertEquals(own.kind === "reply" && own.referral, false);
});

Deno.test("`parseDnsReply()` takes an answer cut in the middle of a record", () => {
  const whole = reply({ answers: [a(QUERY.name, "192.0.2.1")] }, 1 << 9);
  for (const length of [12, 20, whole.length - 3]) {
    const message = parseDnsReply(whole.slice(0, length), QUERY);
    assertEquals(message.kind === "reply" && message.truncated, true);
  }
});

Deno.test("`parseDnsReply()` passes over the answer to another question", () => {
  const others: Packet[] = [
    { id: 0x1235 },
    { questions: [{ type: "AAAA", name: QUERY.name }] },
    { questions: [{ type: "A", name: "db.example.org" }] },
    { questions: [{ type: "A", class: "CH", name: QUERY.name }] },
  ];
  for (const other of others) {
    assertEquals(parseDnsReply(reply(other), QUERY), { kind: "stranger" });
  }
});

Deno.test("`parseDnsReply()` calls what is no response garbled", () => {
  const garbage = [
    buildDnsQuery(QUERY),
    new Uint8Array(),
    reply({ answers: [a(QUERY.name, "192.0.2.1")] }).slice(0, -2),
    new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n"),
    new Uint8Array(MAX_DNS_MESSAGE_BYTES + 1).fill(0x80),
  ];
  for (const bytes of garbage) {
    assertEquals(parseDnsReply(bytes, QUERY), { kind: "garbled" });
  }
});

Deno.test("`parseDnsReply()` never throws, whatever the bytes", () => {
  const answer = reply({
    answers: [
      alias(QUERY.name, "a.example.com"),
      a("a.example.com", "192.0.2.1"),
    ],
  });
  fc.assert(fc.property(
    fc.array(fc.tuple(fc.nat(answer.length - 1), fc.nat(255)), {
      maxLength: 8,
    }),
    fc.nat(answer.length),
    fc.uint8Array({ maxLength: 40 }),
    (changes, length, tail) => {
      const bytes = answer.slice();
      for (const [index, value] of changes) bytes[index] = value;
      const message = parseDnsReply(
        Uint8Array.of(...bytes.slice(0, length), ...tail),
        QUERY,
      );
      if (message.kind !== "reply") return;
      for (const address of message.addresses) {
        assertEquals(/^\d+\.\d+\.\d+\.\d+$/.test(address), true);
      }
    },
  ));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
    parseDnsReply(bytes, QUERY);
  }));
});

Deno.test("`unframeDnsMessage()` takes a message off any split of a stream", () => {
  const message = buildDnsQuery(QUERY);
  const framed = frameDnsMessage(message);
  for (let length = 0; length < framed.length; length++) {
    assertEquals(unframeDnsMessage(framed.slice(0, length)), undefined);
  }
  assertEquals(unframeDnsMessage(framed), message);
  assertEquals(unframeDnsMessage(Uint8Array.of(...framed, 1, 2, 3)), message);
});

Deno.test("`unframeDnsMessage()` refuses lengths of no use at once", () => {
  assertEquals(unframeDnsMessage(Uint8Array.of(0, 11)), "garbled");
  // "HT" of an HTTP answer.
  assertEquals(unframeDnsMessage(Uint8Array.of(0x48, 0x54)), "garbled");
});
