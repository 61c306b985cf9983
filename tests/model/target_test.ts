import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { parseProxy, parseTarget } from "../../src/model/target.ts";

Deno.test("`parseTarget()` reads host and port when no scheme is given", () => {
  const target = parseTarget("10.9.2.10:7000");
  assertEquals(target.url, "tcp://10.9.2.10:7000");
  assertEquals(target.host.family, 4);
  assertEquals(target.secure, false);
  assertEquals(target.path, "");
});

Deno.test("`parseTarget()` implies the port when the scheme has one", () => {
  const ports = ["http://a", "https://a", "text://a", "qt://a", "redis://a"]
    .map((text) => parseTarget(text).port);
  assertEquals(ports, [80, 443, 4578, 6868, 6379]);
});

Deno.test("`parseTarget()` keeps path and query when the scheme takes them", () => {
  const target = parseTarget("https://Example.org/health?deep=1");
  assertEquals(target.host.name, "example.org");
  assertEquals(target.path, "/health?deep=1");
  assertEquals(target.url, "https://example.org:443/health?deep=1");
  assertEquals(target.secure, true);
});

Deno.test("`parseTarget()` puts brackets around IPv6 when it writes the URL", () => {
  const target = parseTarget("[FE80::1%eth0]:22");
  assertEquals(target.host.name, "fe80::1%eth0");
  assertEquals(target.authority, "[fe80::1%eth0]:22");
});

Deno.test("`parseTarget()` keeps credentials out of the URL when given", () => {
  const target = parseTarget("redis://me:p%40ss@10.0.0.1");
  assertEquals(target.credentials, { username: "me", password: "p@ss" });
  assertEquals(JSON.stringify(target.url), '"redis://10.0.0.1:6379"');
});

Deno.test("`parseTarget()` keeps the default port when it is written out", () => {
  assertEquals(parseTarget("http://a.test:80").url, "http://a.test:80");
});

const REFUSED_TARGETS = [
  "",
  "example.org",
  ":80",
  "a:b:c",
  "::1:80",
  "10.0.0.1:0",
  "10.0.0.1:65536",
  "10.0.0.1:-1",
  "10.0.0.1:8e1",
  "10.0.0.1: 80",
  "10.0.0.1:",
  "-oProxyCommand=x:22",
  "-c:80",
  "a b:80",
  "a;reboot:80",
  "$(id):80",
  "`id`:80",
  "a|b:80",
  "a\n:80",
  "a\u0000b:80",
  "1.2.3.4.5:80",
  "256.1.1.1:80",
  "127.1:80",
  "[::1]",
  "[::g]:80",
  "[1::2::3]:80",
  "[fe80::1%eth0;id]:80",
  "ftp://a:21",
  "tcp://a",
  "tcp://a:1/path",
  "http://a/#fragment",
  "http://a/with space",
  "http://a%zz@b/",
  "http:///path",
  "a".repeat(64) + ":80",
  ("a".repeat(60) + ".").repeat(5) + "a:80",
];

Deno.test("`parseTarget()` refuses in one line when the target is malformed", () => {
  for (const text of REFUSED_TARGETS) {
    const error = assertThrows(() => parseTarget(text), Error, "Cannot ", text);
    assertEquals(error.message.split("\n").length, 1, text);
  }
});

Deno.test("`parseTarget()` asks for a port where the scheme implies none", () => {
  for (const [scheme, text] of [["tls", "tls://a"], ["tcp", "a"]] as const) {
    const words =
      `${scheme} does not imply: add :PORT; current value is "${text}"`;
    assertThrows(() => parseTarget(text), SyntaxError, words);
  }
});

Deno.test("`parseTarget()` says what is wrong when the target has a fragment", () => {
  for (const text of ["http://a/#top", "a:1#top", "ws://a?x=1#top"]) {
    assertThrows(() => parseTarget(text), SyntaxError, "with a fragment (#");
  }
});

Deno.test("`parseTarget()` refuses when the host is a group of hosts", () => {
  for (const text of ["224.0.0.1:80", "http://[ff02::1]/"]) {
    assertThrows(() => parseTarget(text), SyntaxError, "multicast");
  }
});

Deno.test("`parseTarget()` hides what may be a password when it refuses", () => {
  const error = assertThrows(() => parseTarget("http://me:secret@/"), Error);
  assertEquals(error.message.includes("secret"), false);
});

Deno.test("`parseProxy()` reads scheme, credentials and port when given", () => {
  const proxy = parseProxy("http://user:pass%3Aword@10.9.1.5:3128");
  assertEquals(proxy.url, "http://10.9.1.5:3128");
  assertEquals(proxy.credentials, {
    username: "user",
    password: "pass:word",
  });
  assertEquals(parseProxy("socks5://[::1]").port, 1080);
});

Deno.test("`parseProxy()` refuses in one line when the proxy is malformed", () => {
  for (
    const text of [
      "",
      "10.9.1.5:3128",
      "https://a:1",
      "http://a",
      "http://a:1/path",
      "socks5://-a:1",
      "http://u:p@:3128",
    ]
  ) {
    const error = assertThrows(() => parseProxy(text), Error, "Cannot ", text);
    assertEquals(error.message.includes("u:p"), false);
  }
});
