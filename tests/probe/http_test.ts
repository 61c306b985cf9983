import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import * as fc from "fast-check";
import { MAX_HTTP_BODY_BYTES } from "../../src/model/limits.ts";
import type { Observation } from "../../src/model/observation.ts";
import { parseTarget } from "../../src/model/target.ts";
import { type HttpInput, probeHttp } from "../../src/probe/http.ts";
import type { FakeChannelOptions, FakeStep } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const { signal } = new AbortController();
const subject = "a.test:80";

type More = Partial<Omit<HttpInput, "target">> & {
  readonly target?: string;
  readonly fake?: FakeChannelOptions;
};

async function ask(steps: readonly FakeStep[], more: More = {}) {
  const io = new FakeIo();
  const channel = io.channel({ ...more.fake, steps });
  const target = parseTarget(more.target ?? "http://a.test/");
  const input = { subject, ...more, channel, target };
  const context = { io, signal, timeoutMs: 2000 };
  const result = await io.clock.run(probeHttp(input, context));
  assertEquals(result.channel, undefined);
  assertEquals(channel.closed, true);
  assertEquals(io.clock.sleeping, 0);
  const seen = result.observations[0] as Observation;
  assertEquals(seen.segment, "session");
  return { seen, channel, tookMs: io.clock.monotonicMs() };
}

const asked = { asked: true } as const;

Deno.test("`probeHttp()` takes any answer for a sign of life", async () => {
  for (const status of [200, 204, 301, 401, 404, 500, 503]) {
    const answer = `HTTP/1.1 ${status} Said\r\nServer: test\r\n\r\n`;
    const { seen, channel } = await ask([asked, { waitMs: 7 }, answer, null]);
    assertEquals(seen.outcome, "answered");
    assertEquals(seen.detail, {
      phase: "answer",
      status,
      software: "test",
      rttMs: 7,
    });
    assert(channel.writtenText.startsWith("GET / HTTP/1.1\r\n"));
  }
});

Deno.test("`probeHttp()` reads an answer that comes byte by byte", async () => {
  const bytes = [..."HTTP/1.0 200 OK\r\nLocation: /x\r\n\r\n"];
  const { seen } = await ask([asked, ...bytes, null]);
  assertEquals(seen.outcome, "answered");
  assertEquals(seen.detail.location, "/x");
});

Deno.test("`probeHttp()` passes over interim answers, a few", async () => {
  const interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
  const last = "HTTP/1.1 200 OK\r\n\r\n";
  const good = await ask([asked, interim.repeat(3) + last, null]);
  assertEquals(good.seen.detail.status, 200);
  const endless = await ask([asked, interim.repeat(1000)]);
  assertEquals(endless.seen.outcome, "mismatch");
  assert(endless.seen.detail.message?.includes("8 interim answers"));
});

Deno.test("`probeHttp()` shows the first bytes of what is not HTTP", async () => {
  const { seen } = await ask([asked, "SSH-2.0-OpenSSH_9.2p1\r\n"]);
  assertEquals(seen.outcome, "mismatch");
  assertEquals(seen.detail.firstBytes, "SSH-2.0-OpenSSH_9.2p1\\r\\n");
  assert(seen.detail.message?.includes('must begin with "HTTP/"'));
});

Deno.test("`probeHttp()` knows TLS on a plain port", async () => {
  const alert = new Uint8Array([0x15, 3, 1, 0, 2, 2, 70]);
  const { seen } = await ask([asked, alert, null]);
  assertEquals(seen.outcome, "mismatch");
  assertEquals(
    seen.detail.message,
    "The peer speaks TLS: the target may be https",
  );
});

Deno.test("`probeHttp()` knows an answer that came before the question", async () => {
  const early = await ask(["HTTP/1.1 200 OK\r\n\r\n"]);
  assertEquals(early.seen.outcome, "mismatch");
  assertEquals(early.seen.detail.firstBytes, "HTTP/1.1 200 OK\\r\\n\\r\\n");
  assertEquals(
    early.seen.detail.message,
    "The peer answered before it was asked",
  );
  // A server that is full may say so at once.
  const full = await ask(["HTTP/1.1 503 Busy\r\n\r\n", null]);
  assertEquals(full.seen.outcome, "answered");
});

Deno.test("`probeHttp()` tells silence, an end and a reset apart", async () => {
  const silent = await ask([]);
  assertEquals(silent.seen.outcome, "answer-silent");
  assertEquals(silent.seen.detail, { phase: "request" });
  assertEquals(silent.tookMs, 2000);
  assertEquals((await ask([null])).seen.outcome, "closed");
  assertEquals((await ask([asked, null])).seen.outcome, "closed");
  const reset = ioError("failed", { code: "ECONNRESET" });
  const { seen } = await ask([asked, reset]);
  assertEquals(seen.outcome, "reset");
  assertEquals(seen.detail.code, "ECONNRESET");
});

Deno.test("`probeHttp()` tells how far an answer came that broke off", async () => {
  const half = "HTTP/1.1 200 OK\r\nServer: h";
  const silent = await ask([asked, half]);
  assertEquals(silent.seen.outcome, "answer-silent");
  assertEquals(silent.seen.detail.phase, "answer");
  assertEquals(
    silent.seen.detail.message,
    "The answer began and did not end: 26 bytes came",
  );
  assertEquals(silent.seen.detail.firstBytes, half.replace("\r\n", "\\r\\n"));
  const closed = await ask([asked, half, null]);
  assertEquals(closed.seen.outcome, "closed");
  assertEquals(closed.seen.detail.phase, "answer");
});

Deno.test("`probeHttp()` reads why its question was not taken", async () => {
  const writeError = ioError("failed", { code: "EPIPE" });
  const fake = { writeError };
  const told = await ask(["HTTP/1.1 400 No\r\n\r\n", null], { fake });
  assertEquals(told.seen.detail.status, 400);
  const untold = await ask([{ waitMs: 5 }, null], { fake });
  assertEquals(untold.seen.outcome, "closed");
  assertEquals(untold.seen.detail.code, "EPIPE");
});

Deno.test("`probeHttp()` sees an alert that came after the handshake", async () => {
  const code = "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED";
  const steps = [asked, ioError("failed", { code })];
  const { seen } = await ask(steps, { target: "https://a.test/" });
  assertEquals(seen.outcome, "tls-alert");
});

Deno.test("`probeHttp()` says how far it came when a page stays out", async () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
  const stalled = await ask([asked, head]);
  assertEquals(stalled.seen.outcome, "answered");
  assertEquals(stalled.seen.detail.phase, "head");
  assertEquals(stalled.tookMs, 2000);
  const late = await ask([asked, head, { waitMs: 700 }, "<html>"]);
  assertEquals(late.seen.detail.phase, "answer");
  assert(late.tookMs < 2000);
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const silent = await ask([asked, chunked]);
  assertEquals(silent.seen.detail.phase, "head");
});

Deno.test("`probeHttp()` waits for no page when none was promised", async () => {
  for (
    const line of [
      "200 OK\r\nContent-Length: 0",
      "204 No Content",
      "200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked",
      "301 Moved",
    ]
  ) {
    const { seen, tookMs } = await ask([asked, `HTTP/1.1 ${line}\r\n\r\n`]);
    assertEquals(seen.detail.phase, "answer", line);
    assert(tookMs <= 50, `${line} took ${tookMs} ms`);
  }
});

Deno.test("`probeHttp()` sees a portal by its status, page and redirect", async () => {
  const status = await ask([asked, "HTTP/1.1 511 Login\r\n\r\n", null]);
  assertEquals(status.seen.outcome, "portal");
  const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>";
  const page = await ask([asked, head, "<WISPAccessGate", "wayParam>", null]);
  assertEquals(page.seen.outcome, "portal");
  assertEquals(page.seen.detail.message, "the page is a WISPr login");
  const to = "HTTP/1.1 302 Go\r\nLocation: http://192.168.1.1/in\r\n\r\n";
  const more = { gateway: "192.168.1.1" };
  const redirect = await ask([asked, to, null], more);
  assertEquals(redirect.seen.outcome, "portal");
  assertEquals(redirect.seen.detail.location, "http://192.168.1.1/in");
  const address = "203.0.113.9";
  assertEquals(
    (await ask([asked, to, null], { address })).seen.outcome,
    "portal",
  );
  assertEquals((await ask([asked, to, null])).seen.outcome, "answered");
});

Deno.test("`probeHttp()` waits for a page no longer than a moment", async () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  const open = await ask([asked, `${head}\r\n`, "<html>"]);
  assertEquals(open.seen.outcome, "answered");
  assertEquals(open.tookMs, 50);
  const whole = [asked, `${head}Content-Length: 6\r\n\r\n`, "<html>"];
  assertEquals((await ask(whole)).tookMs, 0);
  const json = [asked, "HTTP/1.1 200 OK\r\nContent-Type: a/json\r\n\r\n"];
  assertEquals((await ask(json)).tookMs, 0);
  const secure = { target: "https://a.test/" };
  assertEquals((await ask([asked, `${head}\r\n`], secure)).tookMs, 0);
});

Deno.test("`probeHttp()` looks at the beginning of a page alone", async () => {
  const head = "HTTP/1.1 200 OK\r\n\r\n";
  const body = "x".repeat(MAX_HTTP_BODY_BYTES) + "WISPAccessGatewayParam";
  const { seen } = await ask([asked, head + body, null]);
  assertEquals(seen.outcome, "answered");
});

Deno.test("`probeHttp()` shows nothing of a peer that a terminal would act upon", async () => {
  const answer = "HTTP/1.1 200 OK\r\nServer: \x1b[2J\u202e\r\n\r\n";
  const { seen } = await ask([asked, answer, null]);
  assert(!/[\p{C}]/u.test(seen.detail.software ?? ""));
});

Deno.test("`probeHttp()` says nothing and closes when it is ended", async () => {
  const io = new FakeIo();
  const stop = new AbortController();
  const channel = io.channel();
  const target = parseTarget("http://a.test/");
  const work = probeHttp(
    { subject, target, channel },
    { io, signal: stop.signal, timeoutMs: 2000 },
  );
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(channel.closed, true);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`probeHttp()` makes one named finding of any bytes in any portions", async () => {
  const portion = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom("HTTP/1.1 200 OK\r\n", "HTTP/1.1 1", "a: b\r\n", "\r\n"),
  );
  const end = fc.constantFrom(null, ioError("failed", { code: "ECONNRESET" }));
  const steps = fc.tuple(fc.array(portion, { maxLength: 6 }), end);
  const outcomes = ["answered", "mismatch", "closed", "reset", "answer-silent"];
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async ([said, last], ends) => {
      const { seen } = await ask([asked, ...said, ...(ends ? [last] : [])]);
      assert(outcomes.includes(seen.outcome), seen.outcome);
    }),
    { numRuns: 50 },
  );
});
