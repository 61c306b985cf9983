import { assertEquals } from "@std/assert/equals";
import {
  type ConnectProxy,
  type ConnectProxyOptions,
  startConnectProxy,
} from "../../../src/app/demo/connect_proxy.ts";
import { createDenoIo } from "../../../src/io/deno.ts";
import { dial } from "../../../src/io/deno_conn.ts";
import { listen } from "../../../src/io/deno_listen.ts";
import type { Io, ServingIo } from "../../../src/io/io.ts";
import { parseProxy, parseTarget } from "../../../src/model/target.ts";
import { probeProxy } from "../../../src/probe/proxy.ts";
import { probeProxyAlive } from "../../../src/probe/proxy_alive.ts";
import { answerOnce } from "../../faults/answer_once.ts";
import { answerFirst } from "../../faults/answer_first.ts";
import { never } from "../../io/fake_channel.ts";
import { ioError } from "../../io/fake_io.ts";

const address = "127.0.0.1";
const { signal } = new AbortController();

function servingIo(dialInstead?: Io["dial"]): ServingIo {
  const answerDatagrams = () => Promise.reject(new Error("not used here"));
  const io = { ...createDenoIo(), listen, answerDatagrams };
  return dialInstead ? { ...io, dial: dialInstead } : io;
}

function start(
  options?: ConnectProxyOptions,
  dialInstead?: Io["dial"],
): ConnectProxy {
  return startConnectProxy(servingIo(dialInstead), options);
}

interface AskOptions {
  readonly user?: string;
  readonly timeoutMs?: number;
}

async function ask(
  proxy: ConnectProxy,
  target: string,
  { user = "", timeoutMs = 2000 }: AskOptions = {},
) {
  const channel = await dial({ address, port: proxy.port, signal });
  const input = {
    proxy: parseProxy(`http://${user}${address}:${proxy.port}`),
    target: parseTarget(target),
    channel,
  };
  const result = await probeProxy(input, {
    io: createDenoIo(),
    signal,
    timeoutMs,
  });
  return { seen: result.observations.at(-1), channel: result.channel };
}

async function askAlone(proxy: ConnectProxy, timeoutMs = 2000) {
  const { observations } = await probeProxyAlive({
    proxy: parseProxy(`http://${address}:${proxy.port}`),
    address,
  }, { io: createDenoIo(), signal, timeoutMs });
  return observations[0];
}

Deno.test("`startConnectProxy()` carries bytes both ways", async () => {
  const server = answerOnce("pong");
  const proxy = start();
  const { seen, channel } = await ask(proxy, `${address}:${server.port}`);
  assertEquals(seen?.outcome, "tunnel-opened");
  await channel?.write(new TextEncoder().encode("ping"), signal);
  const answer = await channel?.read(signal);
  assertEquals(new TextDecoder().decode(answer ?? undefined), "pong");
  assertEquals(await channel?.read(signal), null);
  channel?.close();
  await proxy.stop();
  await server[Symbol.asyncDispose]();
});

Deno.test("`startConnectProxy()` passes on what a server says first", async () => {
  const server = answerFirst("220 hello\r\n");
  const proxy = start();
  const { channel } = await ask(proxy, `localhost:${server.port}`);
  const greeting = await channel?.read(signal);
  assertEquals(
    new TextDecoder().decode(greeting ?? undefined),
    "220 hello\r\n",
  );
  channel?.close();
  await proxy.stop();
  await server[Symbol.asyncDispose]();
});

Deno.test("`startConnectProxy()` says why it gets no connection", async () => {
  const expected = [
    ["ECONNREFUSED", "upstream-refused"],
    ["EHOSTUNREACH", "upstream-unreachable"],
    ["ENETUNREACH", "upstream-unreachable"],
    ["ETIMEDOUT", "upstream-timeout"],
    ["EACCES", "upstream-failed"],
  ] as const;
  for (const [code, outcome] of expected) {
    const error = ioError("failed", { code });
    const proxy = start({}, () => Promise.reject(error));
    const { seen } = await ask(proxy, "10.9.2.10:7000");
    assertEquals(seen?.outcome, outcome);
    assertEquals(seen?.segment, "server");
    assertEquals(seen?.detail.software, "faultline-demo");
    await proxy.stop();
  }
});

Deno.test("`startConnectProxy()` gives a silent server up in time", async () => {
  const proxy = start(
    { connectTimeoutMs: 20 },
    ({ signal }) => never(signal),
  );
  const { seen } = await ask(proxy, "10.9.2.10:7000");
  assertEquals(seen?.outcome, "upstream-timeout");
  assertEquals(seen?.detail.status, 504);
  await proxy.stop();
});

Deno.test("`startConnectProxy()` knows no name and asks for none", async () => {
  const proxy = start();
  const { seen } = await ask(proxy, "server.invalid:7000");
  assertEquals(seen?.outcome, "upstream-unresolved");
  assertEquals(seen?.detail.rcode, "NXDOMAIN");
  await proxy.stop();
});

Deno.test("`startConnectProxy()` denies, and works again", async () => {
  const server = answerOnce("pong");
  const proxy = start({ behaviour: "deny" });
  const target = `${address}:${server.port}`;
  assertEquals((await ask(proxy, target)).seen?.outcome, "denied");
  proxy.behave("work");
  const { seen, channel } = await ask(proxy, target);
  assertEquals(seen?.outcome, "tunnel-opened");
  channel?.close();
  await proxy.stop();
  await server[Symbol.asyncDispose]();
});

Deno.test("`startConnectProxy()` lets in who knows the password", async () => {
  const server = answerOnce("pong");
  const proxy = start({
    behaviour: "demand-credentials",
    credentials: { username: "alice", password: "s3cret:£" },
  });
  const target = `${address}:${server.port}`;
  const outcomeFor = async (user: string) => {
    const { seen, channel } = await ask(proxy, target, { user });
    channel?.close();
    return seen?.outcome;
  };
  assertEquals(await outcomeFor(""), "auth-required");
  assertEquals(await outcomeFor("alice:wrong@"), "auth-required");
  assertEquals(await outcomeFor("alice:s3cret%3A%C2%A3@"), "tunnel-opened");
  await proxy.stop();
  await server[Symbol.asyncDispose]();
});

Deno.test("`startConnectProxy()` is silent all over while it hangs", async () => {
  const server = answerOnce("pong");
  const proxy = start();
  const target = `${address}:${server.port}`;
  const { channel } = await ask(proxy, target);
  proxy.behave("hang");
  await channel?.write(new TextEncoder().encode("ping"), signal);
  const again = await ask(proxy, target, { timeoutMs: 50 });
  assertEquals(again.seen?.outcome, "tunnel-silent");
  assertEquals((await askAlone(proxy, 50))?.outcome, "proxy-silent");
  proxy.behave("work");
  const answer = await channel?.read(signal);
  assertEquals(new TextDecoder().decode(answer ?? undefined), "pong");
  channel?.close();
  await proxy.stop();
  await server[Symbol.asyncDispose]();
});

Deno.test("`startConnectProxy()` answers for itself while a server is silent", async () => {
  const proxy = start({}, ({ signal }) => never(signal));
  const [pending, alone] = await Promise.all([
    ask(proxy, "10.9.2.10:7000", { timeoutMs: 50 }),
    askAlone(proxy),
  ]);
  assertEquals(pending.seen?.outcome, "tunnel-silent");
  assertEquals(alone?.outcome, "proxy-alive");
  assertEquals(alone?.detail.status, 400);
  await proxy.stop();
});

Deno.test("`startConnectProxy()` closes its tunnels and its port at the end", async () => {
  const server = answerOnce("pong");
  const proxy = start();
  const { channel } = await ask(proxy, `${address}:${server.port}`);
  await proxy.stop();
  assertEquals(await channel?.read(signal), null);
  channel?.close();
  assertEquals((await askAlone(proxy))?.outcome, "refused");
  await server[Symbol.asyncDispose]();
});

Deno.test("`startConnectProxy()` refuses what is no request for a tunnel", async () => {
  const proxy = start();
  for (
    const request of [
      "GET / HTTP/1.1\r\n\r\n",
      "FAULTLINE\r\n\r\n",
      "CONNECT nowhere HTTP/1.1\r\n\r\n",
    ]
  ) {
    const client = await dial({ address, port: proxy.port, signal });
    await client.write(new TextEncoder().encode(request), signal);
    const answer = new TextDecoder().decode(
      await client.read(signal) ?? undefined,
    );
    assertEquals(answer.split("\r\n")[0], "HTTP/1.1 400 Bad Request");
    client.close();
  }
  const endless = await dial({ address, port: proxy.port, signal });
  await endless.write(new Uint8Array(8192).fill(0x78), signal);
  const answer = await endless.read(signal);
  assertEquals(
    new TextDecoder().decode(answer ?? undefined).slice(9, 12),
    "400",
  );
  endless.close();
  await proxy.stop();
});
