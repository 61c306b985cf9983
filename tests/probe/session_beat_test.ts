import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { parseTarget } from "../../src/model/target.ts";
import { probeSession } from "../../src/probe/session.ts";
import type { FakeStep } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const { signal } = new AbortController();
const asked: FakeStep = { asked: true };

async function open(
  url: string,
  steps: readonly FakeStep[],
  timeoutMs = 2000,
) {
  const io = new FakeIo();
  const channel = io.channel({ steps });
  const target = parseTarget(url);
  const input = { target, subject: target.authority, channel };
  const work = probeSession(input, { io, signal, timeoutMs });
  const { observations: [seen] } = await io.clock.run(work);
  assertEquals(io.clock.sleeping, 0);
  assertEquals(channel.closed, true);
  const written = channel.written.map((bytes) =>
    new TextDecoder().decode(bytes)
  ).join("");
  return { seen, written, tookMs: io.clock.monotonicMs() };
}

const QT_ANSWER = Uint8Array.of(
  ...[0, 0, 0, 17],
  ...[0, 0, 0, 100],
  ...[0, 0, 0, 0],
  ...[0, 0, 0, 5, 0, 0, 0, 1, 0],
);

/** What a server says that lives, and what it must have been sent. */
const LIVING: readonly [string, readonly FakeStep[], string][] = [
  ["text://192.0.2.2", ["O", "K", asked, "TEST_BACK"], "TEST"],
  ["text://192.0.2.2", ["OK", asked, "TEST_", "BACK"], "TEST"],
  ["json://192.0.2.2", ["heartbeat"], '{"Type":"Heartbeat"}'],
  ["redis://192.0.2.2", [asked, "+PONG\r\n"], "*1\r\n$4\r\nPING\r\n"],
  ["redis://192.0.2.2", [asked, "-NOAUTH no\r\n"], "*1\r\n$4\r\nPING\r\n"],
];

for (const [url, steps, expected] of LIVING) {
  Deno.test(
    `\`probeSession()\` is answered when ${url} says ${
      JSON.stringify(steps.at(-1))
    } last of ${steps.length}`,
    async () => {
      const { seen, written } = await open(url, steps);
      assertEquals(seen?.outcome, "answered");
      assertEquals(written, expected);
    },
  );
}

Deno.test("`probeSession()` is answered when a qt server answers a beat", async () => {
  const { seen, written } = await open("qt://192.0.2.2", [asked, QT_ANSWER]);
  assertEquals(seen?.outcome, "answered");
  assertStringIncludes(written.replaceAll("\0", ""), "heartbeat msg to server");
});

Deno.test("`probeSession()` is answered when a WebSocket opens", async () => {
  const head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
  const { seen, written } = await open("ws://192.0.2.2/a", [asked, head]);
  assertEquals(seen?.outcome, "answered");
  assertStringIncludes(written, "GET /a HTTP/1.1\r\nHost: 192.0.2.2\r\n");
  assertStringIncludes(written, "Sec-WebSocket-Version: 13\r\n");
});

Deno.test("`probeSession()` shows the first bytes when a WebSocket is a plain page", async () => {
  const head = "HTTP/1.1 404 Not Found\r\nServer: nginx\r\n\r\n";
  const { seen } = await open("ws://192.0.2.2/a", [asked, head]);
  assertEquals(seen?.outcome, "mismatch");
  assertStringIncludes(seen?.detail.firstBytes ?? "", "HTTP/1.1 404 Not Found");
});

Deno.test("`probeSession()` names the silence when a greeting is missing", async () => {
  const { seen, written, tookMs } = await open("text://192.0.2.2", []);
  assertEquals(seen?.outcome, "beat-unanswered");
  assertEquals(seen?.detail.phase, "greeting");
  assertEquals(written, "");
  assertEquals(tookMs, 2000);
});

Deno.test("`probeSession()` names the silence when a beat is unanswered", async () => {
  for (
    const url of ["text://192.0.2.2", "redis://192.0.2.2", "ws://192.0.2.2"]
  ) {
    const steps = url.startsWith("text") ? ["OK"] : [];
    const { seen, tookMs } = await open(url, steps);
    assertEquals(seen?.outcome, "beat-unanswered", url);
    assertEquals(tookMs, 2000, url);
  }
});

Deno.test("`probeSession()` waits an interval when the server beats by itself", async () => {
  const late = [{ waitMs: 2100 }, "heartbeat"];
  assertEquals(
    (await open("json://192.0.2.2", late)).seen?.outcome,
    "answered",
  );
  const { seen, tookMs } = await open("json://192.0.2.2", []);
  assertEquals(seen?.outcome, "beat-unanswered");
  assertEquals(tookMs, 2500);
});

Deno.test("`probeSession()` claims nothing when it may not wait an interval", async () => {
  const { seen, tookMs } = await open("json://192.0.2.2", [], 100);
  assertEquals(seen?.outcome, "accepted");
  assertEquals(tookMs, 100);
});

Deno.test("`probeSession()` names a stranger when the bytes are of another kind", async () => {
  const table: [string, readonly FakeStep[]][] = [
    ["text://192.0.2.2", ["SSH-2.0-OpenSSH\r\n"]],
    ["json://192.0.2.2", ["220 mail ready\r\n"]],
    ["redis://192.0.2.2", [asked, "HTTP/1.1 400 Bad Request\r\n\r\n"]],
    ["qt://192.0.2.2", [asked, "HTTP/1.1 400 Bad Request\r\n\r\n"]],
    ["ws://192.0.2.2", ["SSH-2.0-OpenSSH\r\n"]],
    ["ws://192.0.2.2", [asked, "HTTP/1.1 404 Not Found\r\n\r\n"]],
  ];
  for (const [url, steps] of table) {
    const { seen } = await open(url, steps);
    assertEquals(seen?.outcome, "mismatch", `${url} ${steps}`);
    assertEquals((seen?.detail.message ?? "") !== "", true, url);
  }
});

Deno.test("`probeSession()` tells an end from a reset when a beat was sent", async () => {
  const reset = ioError("failed", { code: "ECONNRESET" });
  for (const url of ["redis://192.0.2.2", "ws://192.0.2.2"]) {
    assertEquals((await open(url, [asked, null])).seen?.outcome, "closed");
    assertEquals((await open(url, [asked, reset])).seen?.outcome, "reset");
  }
});

Deno.test("`probeSession()` tells what a silent peer was asked", async () => {
  const table: [string, readonly FakeStep[], string | undefined][] = [
    ["text://192.0.2.2", [], "nothing"],
    ["text://192.0.2.2", ["OK"], undefined],
    ["json://192.0.2.2", [], "nothing"],
    ["qt://192.0.2.2", [], "bytes"],
    ["redis://192.0.2.2", [], "line"],
  ];
  for (const [url, steps, expected] of table) {
    const { seen } = await open(url, steps);
    assertEquals(seen?.outcome, "beat-unanswered", url);
    assertEquals(seen?.detail.asked, expected, `${url} ${steps}`);
  }
});

Deno.test("`probeSession()` keeps the words when a server turns clients away", async () => {
  const words = "ERR max number of clients reached";
  const { seen } = await open("redis://192.0.2.2", [asked, `-${words}\r\n`]);
  assertEquals(seen?.outcome, "closed");
  assertEquals(seen?.detail.refusal, words);
});
