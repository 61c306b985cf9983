import { assertEquals } from "@std/assert/equals";
import { parseProxy } from "../../src/model/target.ts";
import { probeProxyAlive } from "../../src/probe/proxy_alive.ts";
import { type FakeStep, never } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const { signal } = new AbortController();
const asked = { asked: true } as const;
const http = parseProxy("http://proxy.example:3128");
const socks5 = parseProxy("socks5://proxy.example:1080");
const address = "192.0.2.2";

async function ask(steps: readonly FakeStep[], proxy = http) {
  const fake = new FakeIo();
  const channel = fake.channel({ steps });
  const io = new FakeIo({ dial: () => Promise.resolve(channel) });
  const clocked = Object.assign(io, { clock: fake.clock });
  const work = probeProxyAlive(
    { proxy, address },
    { io: clocked, signal, timeoutMs: 2000 },
  );
  const { observations, ...rest } = await fake.clock.run(work);
  assertEquals(rest, {});
  assertEquals(fake.clock.sleeping, 0);
  assertEquals(channel.closed, true);
  assertEquals(observations.length, 1);
  return {
    seen: observations[0],
    written: channel.writtenText,
    tookMs: fake.clock.monotonicMs(),
  };
}

Deno.test("`probeProxyAlive()` takes any status for life", async () => {
  const answer = "HTTP/1.1 400 Bad Request\r\nServer: squid/5.7\r\n\r\n";
  const { seen, written } = await ask([asked, answer]);
  assertEquals(seen?.outcome, "proxy-alive");
  assertEquals(seen?.segment, "proxy");
  assertEquals(seen?.subject, "proxy.example:3128");
  assertEquals(seen?.detail, {
    address,
    port: 3128,
    family: 4,
    phase: "answer",
    status: 400,
    software: "squid/5.7",
  });
  assertEquals(written.startsWith("GET / HTTP/1.1\r\nHost: proxy."), true);
  assertEquals(written.includes("FAULTLINE"), false);
});

Deno.test("`probeProxyAlive()` says something else after half of the time", async () => {
  const answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
  const { seen, written, tookMs } = await ask([asked, asked, answer]);
  assertEquals(seen?.outcome, "proxy-alive");
  assertEquals(written.endsWith("\r\n\r\nFAULTLINE\r\n\r\n"), true);
  assertEquals(tookMs, 1000);
});

Deno.test("`probeProxyAlive()` calls a proxy silent that answers neither", async () => {
  const { seen, tookMs } = await ask([asked]);
  assertEquals(seen?.outcome, "proxy-silent");
  assertEquals(seen?.detail.address, address);
  assertEquals(tookMs, 2000);
});

Deno.test("`probeProxyAlive()` takes a slow answer for life", async () => {
  const steps = [asked, "HTTP/1.1 4", { waitMs: 900 }, "0"];
  const { seen, tookMs } = await ask(steps);
  assertEquals(seen?.outcome, "proxy-alive");
  assertEquals(seen?.detail.firstBytes, "HTTP/1.1 40");
  assertEquals(tookMs, 1000);
});

Deno.test("`probeProxyAlive()` takes a closed connection for life", async () => {
  const ended = await ask([asked, null]);
  assertEquals(ended.seen?.outcome, "proxy-alive");
  assertEquals(ended.seen?.detail.phase, "closed");
  const reset = ioError("failed", { code: "ECONNRESET" });
  const { seen } = await ask([asked, reset]);
  assertEquals(seen?.outcome, "proxy-alive");
  assertEquals(seen?.detail.code, "ECONNRESET");
});

Deno.test("`probeProxyAlive()` names a peer that is no proxy", async () => {
  const ssh = await ask(["SSH-2.0-OpenSSH\r\n"]);
  assertEquals(ssh.seen?.outcome, "not-a-proxy");
  const web = await ask([asked, "HTTP/1.1 400 Bad\r\n\r\n"], socks5);
  assertEquals(web.seen?.outcome, "not-a-proxy");
});

Deno.test("`probeProxyAlive()` greets a SOCKS5 proxy", async () => {
  const { seen, written } = await ask([asked, Uint8Array.of(5, 0xff)], socks5);
  assertEquals(written, "\x05\x01\x00");
  assertEquals(seen?.outcome, "proxy-alive");
  assertEquals(seen?.detail.status, 0xff);
  const ended = await ask([asked, null], socks5);
  assertEquals(ended.seen?.outcome, "proxy-alive");
  const silent = await ask([asked], socks5);
  assertEquals(silent.seen?.outcome, "proxy-silent");
  assertEquals(silent.tookMs, 2000);
});

Deno.test("`probeProxyAlive()` names the connection that it could not open", async () => {
  const refused = ioError("failed", { code: "ECONNREFUSED" });
  const io = new FakeIo({ dial: () => Promise.reject(refused) });
  const context = { io, signal, timeoutMs: 2000 };
  const input = { proxy: http, address };
  const { observations } = await io.clock.run(probeProxyAlive(input, context));
  assertEquals(observations.map((it) => [it.segment, it.outcome]), [
    ["proxy", "refused"],
  ]);
});

Deno.test("`probeProxyAlive()` waits once for connecting and asking", async () => {
  const fake = new FakeIo();
  const channel = fake.channel();
  const io = new FakeIo({
    dial: async ({ signal }) => {
      await fake.clock.sleep(1500, signal);
      return channel;
    },
  });
  const work = probeProxyAlive(
    { proxy: http, address },
    { io: Object.assign(io, { clock: fake.clock }), signal, timeoutMs: 2000 },
  );
  const { observations } = await fake.clock.run(work);
  assertEquals(observations[0]?.outcome, "proxy-silent");
  assertEquals(fake.clock.monotonicMs(), 2000);
});

Deno.test("`probeProxyAlive()` says nothing when it is ended", async () => {
  const stop = new AbortController();
  const io = new FakeIo({ dial: ({ signal }) => never(signal) });
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  const work = probeProxyAlive({ proxy: http, address }, context);
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`probeProxyAlive()` closes when it is ended while it asks", async () => {
  for (const proxy of [http, socks5]) {
    const fake = new FakeIo();
    const channel = fake.channel({ steps: [asked, { waitMs: 500 }] });
    const dialing = new FakeIo({ dial: () => Promise.resolve(channel) });
    const io = Object.assign(dialing, { clock: fake.clock });
    const stop = new AbortController();
    const context = { io, signal: stop.signal, timeoutMs: 2000 };
    const work = probeProxyAlive({ proxy, address }, context);
    await fake.clock.advance(100);
    stop.abort();
    assertEquals(await fake.clock.run(work), { observations: [] });
    assertEquals(channel.closed, true);
    assertEquals(fake.clock.sleeping, 0);
  }
});
