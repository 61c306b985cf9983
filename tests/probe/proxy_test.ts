import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { MAX_HTTP_HEAD_BYTES } from "../../src/model/limits.ts";
import { parseProxy, parseTarget } from "../../src/model/target.ts";
import { probeProxy } from "../../src/probe/proxy.ts";
import type { FakeChannelOptions, FakeStep } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const { signal } = new AbortController();
const asked = { asked: true } as const;

interface AskOptions extends Omit<FakeChannelOptions, "steps"> {
  readonly proxy?: string;
  readonly target?: string;
}

async function ask(steps: readonly FakeStep[], options: AskOptions = {}) {
  const io = new FakeIo();
  const fake = io.channel({ ...options, steps });
  const input = {
    proxy: parseProxy(options.proxy ?? "http://192.0.2.2:3128"),
    target: parseTarget(options.target ?? "10.9.2.10:7000"),
    channel: fake,
  };
  const work = probeProxy(input, { io, signal, timeoutMs: 2000 });
  const { observations, channel } = await io.clock.run(work);
  assertEquals(io.clock.sleeping, 0);
  assertEquals(fake.closed, channel === undefined);
  return {
    seen: observations.at(-1),
    observations,
    channel,
    fake,
    tookMs: io.clock.monotonicMs(),
  };
}

Deno.test("`probeProxy()` leaves the tunnel open for the next layer", async () => {
  const answer = "HTTP/1.1 200 Connection established\r\n\r\n220 hello";
  const { seen, channel, fake } = await ask([asked, answer]);
  assertEquals(seen?.outcome, "tunnel-opened");
  assertEquals(seen?.segment, "server");
  assertEquals(seen?.subject, "10.9.2.10:7000");
  assertEquals(seen?.detail.phase, "tunnel");
  assertEquals(seen?.detail.status, 200);
  const first = await channel?.read(signal);
  assertEquals(new TextDecoder().decode(first ?? undefined), "220 hello");
  assertEquals(
    fake.writtenText,
    "CONNECT 10.9.2.10:7000 HTTP/1.1\r\nHost: 10.9.2.10:7000\r\n" +
      "User-Agent: faultline\r\n\r\n",
  );
});

Deno.test("`probeProxy()` speaks of the proxy where the proxy does", async () => {
  const answer = "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n";
  const { seen, channel, fake } = await ask([asked, answer], {
    proxy: "http://alice:s3cret@192.0.2.2:3128",
  });
  assertEquals(seen?.outcome, "auth-required");
  assertEquals(seen?.segment, "proxy");
  assertEquals(seen?.subject, "192.0.2.2:3128");
  assertEquals(channel, undefined);
  assertEquals(fake.writtenText.includes("Basic YWxpY2U6czNjcmV0"), true);
  assertEquals(JSON.stringify(seen).includes("s3cret"), false);
});

Deno.test("`probeProxy()` leaves the name to the proxy and keeps it", async () => {
  const target = "server.example:7000";
  const answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
  const { seen, fake, tookMs } = await ask([asked, answer], { target });
  assertEquals(fake.writtenText.startsWith(`CONNECT ${target} `), true);
  assertEquals(seen?.outcome, "upstream-failed");
  assertEquals(seen?.detail.name, "server.example");
  assertEquals(tookMs, 0);
});

Deno.test("`probeProxy()` reads an error page for the reason, not for long", async () => {
  const head = "HTTP/1.1 502 Bad Gateway\r\n\r\n";
  const page = [asked, head, { waitMs: 9 }, "connect ECONN", "REFUSED x", null];
  const told = await ask(page);
  assertEquals(told.seen?.outcome, "upstream-refused");
  assertEquals(told.tookMs, 9);
  const stalled = await ask([asked, head]);
  assertEquals(stalled.seen?.outcome, "upstream-failed");
  assertEquals(stalled.tookMs, 250);
});

Deno.test("`probeProxy()` skips interim answers", async () => {
  const steps = [asked, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"];
  assertEquals((await ask(steps)).seen?.outcome, "tunnel-opened");
});

Deno.test("`probeProxy()` tells silence from a broken-off answer", async () => {
  const silent = await ask([asked], { target: "server.example:7000" });
  assertEquals(silent.seen?.outcome, "tunnel-silent");
  assertEquals(silent.seen?.segment, "proxy");
  assertEquals(silent.seen?.detail, {
    phase: "tunnel",
    name: "server.example",
  });
  assertEquals(silent.tookMs, 2000);
  const slow = await ask([asked, "HTTP/1", { waitMs: 1500 }, ".1 2"]);
  assertEquals(slow.seen?.outcome, "tunnel-silent");
  assertEquals(slow.seen?.detail.firstBytes, "HTTP/1.1 2");
  assertEquals(slow.tookMs, 2000);
});

Deno.test("`probeProxy()` tells an end from a reset", async () => {
  const ended = await ask([asked, "HTTP/1.1 ", null]);
  assertEquals(ended.seen?.outcome, "tunnel-closed");
  assertEquals(ended.seen?.detail.firstBytes, "HTTP/1.1 ");
  const reset = await ask([asked, ioError("failed", { code: "ECONNRESET" })]);
  assertEquals(reset.seen?.outcome, "tunnel-closed");
  assertEquals(reset.seen?.detail.code, "ECONNRESET");
  const lost = await ask([asked, ioError("failed", { code: "ETIMEDOUT" })]);
  assertEquals(lost.seen?.outcome, "tunnel-silent");
  assertEquals(lost.seen?.detail.code, "ETIMEDOUT");
});

Deno.test("`probeProxy()` names a peer that is no proxy", async () => {
  for (
    const steps of [
      [asked, "SSH-2.0-OpenSSH_9.2\r\n"],
      ["220 mail.example ESMTP\r\n"],
      ["HTTP/1.1 200 OK\r\n\r\n"],
      [asked, new Uint8Array(100_000).fill(0xff)],
    ]
  ) {
    const { seen, tookMs } = await ask(steps);
    assertEquals(seen?.outcome, "not-a-proxy");
    assertEquals(seen?.segment, "proxy");
    assertEquals(tookMs, 0);
  }
});

Deno.test("`probeProxy()` believes a refusal that comes unasked", async () => {
  const answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
  assertEquals((await ask([answer])).seen?.outcome, "upstream-failed");
});

Deno.test("`probeProxy()` ends an endless head at its bound", async () => {
  const portion = "x".repeat(10_000);
  for (const begin of ["HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX: "]) {
    const steps = [asked, begin, ...Array<string>(20).fill(portion)];
    const { seen } = await ask(steps);
    assertEquals(seen?.outcome, "not-a-proxy");
    const rule = `within ${MAX_HTTP_HEAD_BYTES} bytes`;
    assertEquals(seen?.detail.message?.includes(rule), true);
    const shown = seen?.detail.firstBytes?.replaceAll(/\\./g, "_");
    assertEquals(shown?.length, 64);
  }
});

Deno.test("`probeProxy()` says nothing and closes when it is ended", async () => {
  for (const proxy of ["http://192.0.2.2:1", "socks5://192.0.2.2:1"]) {
    const io = new FakeIo();
    const stop = new AbortController();
    const channel = io.channel();
    const work = probeProxy({
      proxy: parseProxy(proxy),
      target: parseTarget("10.9.2.10:7000"),
      channel,
    }, { io, signal: stop.signal, timeoutMs: 2000 });
    stop.abort();
    assertEquals(await io.clock.run(work), { observations: [] });
    assertEquals(channel.closed, true);
    assertEquals(io.clock.sleeping, 0);
  }
});

Deno.test("`probeProxy()` closes when the credentials cannot be sent", async () => {
  const io = new FakeIo();
  const channel = io.channel();
  const work = probeProxy({
    proxy: parseProxy(`socks5://u:${"x".repeat(256)}@192.0.2.2:1`),
    target: parseTarget("10.9.2.10:7000"),
    channel: io.channel({ steps: [asked, Uint8Array.of(5, 2)] }),
  }, { io, signal, timeoutMs: 2000 });
  channel.close();
  await assertRejects(() => io.clock.run(work), RangeError, "the password");
  assertEquals(io.clock.sleeping, 0);
});

const socks5 = { proxy: "socks5://192.0.2.2:1080" };
const opened = Uint8Array.of(5, 0, 0, 1, 10, 9, 1, 5, 0x1b, 0x58);

Deno.test("`probeProxy()` opens a tunnel by SOCKS5, byte by byte", async () => {
  const bytes = Array.from(opened, (byte) => Uint8Array.of(byte));
  const steps = [asked, Uint8Array.of(5), Uint8Array.of(0), asked, ...bytes];
  const { observations, channel, fake } = await ask(steps, socks5);
  assertEquals(
    observations.map((it) => [it.segment, it.outcome, it.detail.status]),
    [["proxy", "proxy-alive", 0], ["server", "tunnel-opened", 0]],
  );
  assertEquals(fake.written, [
    Uint8Array.of(5, 1, 0),
    Uint8Array.of(5, 1, 0, 1, 10, 9, 2, 10, 0x1b, 0x58),
  ]);
  assertEquals(channel !== undefined, true);
});

Deno.test("`probeProxy()` gives back what follows a SOCKS5 reply", async () => {
  const steps = [
    asked,
    Uint8Array.of(5, 0),
    asked,
    Uint8Array.of(...opened, 7),
  ];
  const { channel } = await ask(steps, socks5);
  assertEquals(await channel?.read(signal), Uint8Array.of(7));
});

Deno.test("`probeProxy()` keeps a SOCKS5 proxy alive whose server is silent", async () => {
  const target = "server.example:1";
  const steps = [asked, Uint8Array.of(5, 0), asked];
  const { observations, tookMs } = await ask(steps, { ...socks5, target });
  assertEquals(observations.map((it) => it.outcome), [
    "proxy-alive",
    "tunnel-silent",
  ]);
  assertEquals(observations[0]?.tookMs, 0);
  assertEquals(observations[1]?.detail.name, "server.example");
  assertEquals(tookMs, 2000);
});

Deno.test("`probeProxy()` finds a SOCKS5 proxy mute that answers no greeting", async () => {
  const { observations } = await ask([asked], socks5);
  assertEquals(observations.map((it) => it.outcome), [
    "tunnel-silent",
    "proxy-silent",
  ]);
});

Deno.test("`probeProxy()` logs in to a SOCKS5 proxy", async () => {
  const proxy = "socks5://alice:s3cret@192.0.2.2:1080";
  const login = [asked, Uint8Array.of(5, 2), asked];
  const let1 = await ask(
    [...login, Uint8Array.of(1, 0), asked, opened],
    { proxy },
  );
  assertEquals(let1.seen?.outcome, "tunnel-opened");
  assertEquals(let1.fake.written[0], Uint8Array.of(5, 2, 0, 2));
  for (const refusal of [Uint8Array.of(1, 1), null]) {
    const { seen, observations } = await ask([...login, refusal], { proxy });
    assertEquals(seen?.outcome, "auth-required");
    assertEquals(observations[0]?.outcome, "proxy-alive");
  }
  const { seen } = await ask([asked, Uint8Array.of(5, 0xff)], { proxy });
  assertEquals(seen?.outcome, "auth-required");
});

Deno.test("`probeProxy()` reads each SOCKS5 refusal", async () => {
  const refused = await ask(
    [asked, Uint8Array.of(5, 0), asked, Uint8Array.of(5, 5)],
    socks5,
  );
  assertEquals(refused.seen?.outcome, "upstream-refused");
  assertEquals(refused.seen?.segment, "server");
  const denied = await ask(
    [asked, Uint8Array.of(5, 0), asked, Uint8Array.of(5, 2)],
    socks5,
  );
  assertEquals(denied.seen?.outcome, "denied");
  assertEquals(denied.seen?.segment, "proxy");
});

Deno.test("`probeProxy()` names a peer that is no SOCKS5 proxy", async () => {
  for (
    const answer of [
      new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n"),
      Uint8Array.of(0, 91),
      Uint8Array.of(5, 1),
      Uint8Array.of(5, 0, 5, 0),
      new Uint8Array(100_000),
    ]
  ) {
    const { observations } = await ask([asked, answer], socks5);
    assertEquals(observations.map((it) => it.outcome), ["not-a-proxy"]);
  }
  const silent = await ask([asked, null], socks5);
  assertEquals(silent.seen?.outcome, "tunnel-closed");
});

Deno.test("`probeProxy()` shows no password that a SOCKS5 peer echoes", async () => {
  const proxy = "socks5://alice:s3cret@192.0.2.2:1080";
  const echo = new TextEncoder().encode("\x05alice\x06s3cret");
  for (
    const answer of [
      Uint8Array.of(1, ...echo),
      echo,
      new TextEncoder().encode("s3cret"),
    ]
  ) {
    const steps = [asked, Uint8Array.of(5, 2), asked, answer];
    const { seen, observations } = await ask(steps, { proxy });
    assertEquals(seen?.segment, "proxy");
    assertEquals(JSON.stringify(observations).includes("s3cr"), false);
  }
});
