import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  isBodyNeeded,
  readConnectReply,
  readSoftware,
} from "../../src/wire/connect_reply.ts";
import { type HttpHead, HttpHeadParser } from "../../src/wire/http_head.ts";
import captured from "./fixtures/proxy/http_replies.json" with { type: "json" };

/** What each captured answer says: product, why, outcome, about. */
const EXPECTED: readonly (readonly [string, string, string, string])[] = [
  ["squid", "server listens", "tunnel-opened", "server"],
  ["squid", "server refuses", "upstream-refused", "server"],
  ["squid", "server silent", "upstream-timeout", "server"],
  ["squid", "no route (EHOSTUNREACH)", "upstream-unreachable", "server"],
  ["squid", "no route (ENETUNREACH)", "upstream-unreachable", "server"],
  ["squid", "route prohibits (EACCES)", "upstream-failed", "server"],
  ["squid", "NXDOMAIN", "upstream-failed", "server"],
  ["squid", "SERVFAIL", "upstream-failed", "server"],
  ["squid", "name server silent", "upstream-failed", "server"],
  ["squid", "IPv6 server refuses", "upstream-refused", "server"],
  ["squid", "rule denies the port", "denied", "proxy"],
  ["squid", "no credentials", "auth-required", "proxy"],
  ["squid", "wrong credentials", "auth-required", "proxy"],
  ["tinyproxy", "server listens", "tunnel-opened", "server"],
  ["tinyproxy", "server refuses", "upstream-failed", "server"],
  ["tinyproxy", "server silent", "upstream-failed", "server"],
  ["tinyproxy", "no route (EHOSTUNREACH)", "upstream-failed", "server"],
  ["tinyproxy", "no route (ENETUNREACH)", "upstream-failed", "server"],
  ["tinyproxy", "route prohibits (EACCES)", "upstream-failed", "server"],
  ["tinyproxy", "NXDOMAIN", "upstream-failed", "server"],
  ["tinyproxy", "SERVFAIL", "upstream-failed", "server"],
  ["tinyproxy", "name server silent", "upstream-failed", "server"],
  ["tinyproxy", "IPv6 server refuses", "upstream-failed", "server"],
  ["tinyproxy", "no credentials", "auth-required", "proxy"],
  ["tinyproxy", "wrong credentials", "auth-required", "proxy"],
  ["tinyproxy", "rule denies the client", "denied", "proxy"],
  ["tinyproxy", "rule denies the port", "denied", "proxy"],
  ["tinyproxy", "rule denies the host", "denied", "proxy"],
];

function headOf(text: string): HttpHead {
  const head = new HttpHeadParser().push(new TextEncoder().encode(text));
  if (head === undefined) throw new Error("Cannot use an unfinished head");
  return head;
}

function answer(status: number, ...headers: readonly string[]): HttpHead {
  return headOf([`HTTP/1.1 ${status} Why`, ...headers, "", ""].join("\r\n"));
}

function bodyOf(head: HttpHead): string {
  return new TextDecoder().decode(head.rest);
}

for (const [product, why, outcome, about] of EXPECTED) {
  Deno.test(`\`readConnectReply()\` reads ${product} when: ${why}`, () => {
    const found = captured.find((reply) =>
      reply.product.startsWith(product) && reply.why === why
    );
    const head = headOf(found?.reply ?? "");
    const reply = readConnectReply(head, bodyOf(head));
    assertEquals([reply.outcome, reply.about], [outcome, about]);
    assertEquals(reply.detail.status, head.status);
    const isOpened = outcome === "tunnel-opened" && product === "squid";
    const version = captured.find((it) => it.product.startsWith(product))
      ?.product.replace(" ", "/");
    assertEquals(reply.detail.software, isOpened ? undefined : version);
  });
}

Deno.test("`readConnectReply()` keeps squid's words and the challenge", () => {
  const refused = answer(503, "X-Squid-Error: ERR_CONNECT_FAIL 111");
  assertEquals(
    readConnectReply(refused).detail.message,
    "ERR_CONNECT_FAIL 111",
  );
  const challenge = answer(407, "Proxy-Authenticate: NTLM");
  assertEquals(readConnectReply(challenge), {
    outcome: "auth-required",
    about: "proxy",
    detail: { phase: "answer", status: 407, message: "NTLM" },
  });
});

Deno.test("`readConnectReply()` reads each status alone", () => {
  const outcomes = [
    [200, "tunnel-opened"],
    [204, "tunnel-opened"],
    [400, "not-a-proxy"],
    [401, "auth-required"],
    [403, "denied"],
    [404, "not-a-proxy"],
    [405, "not-a-proxy"],
    [407, "auth-required"],
    [429, "denied"],
    [451, "denied"],
    [500, "upstream-failed"],
    [501, "not-a-proxy"],
    [502, "upstream-failed"],
    [503, "upstream-failed"],
    [504, "upstream-timeout"],
    [505, "not-a-proxy"],
    [511, "portal"],
    [520, "upstream-failed"],
    [999, "upstream-failed"],
  ] as const;
  for (const [status, outcome] of outcomes) {
    assertEquals(readConnectReply(answer(status)).outcome, outcome);
  }
});

Deno.test("`readConnectReply()` tells a proxy's 405 from a web server's", () => {
  const ofProxy = answer(405, "Proxy-Agent: gateway/1");
  assertEquals(readConnectReply(ofProxy).outcome, "denied");
  const ofServer = answer(405, "Server: nginx", "Allow: GET, HEAD");
  assertEquals(readConnectReply(ofServer).outcome, "not-a-proxy");
});

Deno.test("`readConnectReply()` takes a redirect for a portal", () => {
  const reply = readConnectReply(answer(302, "Location: http://10.0.0.1/in"));
  assertEquals(reply.outcome, "portal");
  assertEquals(reply.detail.location, "http://10.0.0.1/in");
  assertEquals(readConnectReply(answer(304)).outcome, "not-a-proxy");
});

Deno.test("`readConnectReply()` reads Proxy-Status before the status", () => {
  const outcomes = [
    ["connection_refused", "upstream-refused"],
    ["destination_ip_unroutable", "upstream-unreachable"],
    ["connection_timeout", "upstream-timeout"],
    ["dns_error; rcode=NXDOMAIN", "upstream-unresolved"],
    ["dns_timeout", "upstream-unresolved"],
    ["http_request_denied", "denied"],
    ["destination_ip_prohibited", "denied"],
    ["proxy_internal_error", "upstream-failed"],
    ["something_new", "upstream-failed"],
  ] as const;
  for (const [error, outcome] of outcomes) {
    const head = answer(502, `Proxy-Status: demo; error=${error}`);
    assertEquals(readConnectReply(head).outcome, outcome);
  }
  const { detail } = readConnectReply(
    answer(502, 'Proxy-Status: a; error=dns_error; rcode="SERVFAIL"'),
  );
  assertEquals(detail.rcode, "SERVFAIL");
  assertEquals(detail.message, "dns_error");
  const opened = answer(200, "Proxy-Status: a; error=connection_refused");
  assertEquals(readConnectReply(opened).outcome, "tunnel-opened");
});

Deno.test("`readConnectReply()` reads a body where nothing else tells", () => {
  const plain = answer(502);
  assertEquals(isBodyNeeded(plain), true);
  const page = "dial tcp 10.0.0.1:1: connection refused";
  const reply = readConnectReply(plain, page);
  assertEquals(reply.outcome, "upstream-refused");
  assertEquals(reply.detail.message, "connection refused");
  const squid = answer(503, "X-Squid-Error: ERR_CANNOT_FORWARD 0");
  assertEquals(isBodyNeeded(squid), false);
  assertEquals(
    readConnectReply(squid, "Connection refused").outcome,
    "upstream-failed",
  );
  assertEquals(isBodyNeeded(answer(407)), false);
});

Deno.test("`readSoftware()` scrubs how the proxy calls itself", () => {
  assertEquals(readSoftware(answer(200, "Server: a\x1b[31m")), "a\\x1b[31m");
  assertEquals(readSoftware(answer(200, "Via: 1.1 gate")), "1.1 gate");
  assertEquals(readSoftware(answer(200)), undefined);
});

Deno.test("`readConnectReply()` gives one outcome for any answer", () => {
  const header = fc.tuple(
    fc.constantFrom("x-squid-error", "proxy-status", "server", "location"),
    fc.string(),
  );
  fc.assert(fc.property(
    fc.integer({ min: 100, max: 999 }),
    fc.array(header),
    fc.string(),
    (status, headers, body) => {
      const head: HttpHead = {
        version: "1.1",
        status,
        reason: "",
        headers: new Map(headers),
        rest: new Uint8Array(),
      };
      const { outcome, about, detail } = readConnectReply(head, body);
      assertEquals(detail.status, status);
      const isServer = /^(?:tunnel-opened|upstream-)/.test(outcome);
      assertEquals(about, isServer ? "server" : "proxy");
    },
  ));
});
