import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import { dial } from "../../src/io/deno_conn.ts";
import { parseProxy, parseTarget } from "../../src/model/target.ts";
import { probeProxy } from "../../src/probe/proxy.ts";
import { probeProxyAlive } from "../../src/probe/proxy_alive.ts";
import { answerOnce } from "../faults/answer_once.ts";
import { canRunDanted, startDanted } from "../faults/danted.ts";
import { fullBacklog } from "../faults/full_backlog.ts";
import { canRun, type Product } from "../faults/product.ts";
import { startSquid } from "../faults/squid.ts";
import { startTinyproxy } from "../faults/tinyproxy.ts";

const { signal } = new AbortController();

/** Products run slowly on a busy machine, and must not fail a test so. */
const PATIENCE_MS = 10_000;

/** Long enough for an answer, short enough to wait for none. */
const SILENCE_MS = 300;

interface AskOptions {
  readonly user?: string;
  readonly scheme?: "http" | "socks5";
  readonly timeoutMs?: number;
}

function proxyOf(product: Product, { user = "", scheme = "http" }: AskOptions) {
  return parseProxy(`${scheme}://${user}127.0.0.1:${product.port}`);
}

/** What the proxy shows of a target, as `segment outcome`. */
async function ask(
  product: Product,
  target: string,
  options: AskOptions = {},
): Promise<string> {
  const { address, port } = product;
  const input = {
    proxy: proxyOf(product, options),
    target: parseTarget(target),
    channel: await dial({ address, port, signal }),
  };
  const timeoutMs = options.timeoutMs ?? PATIENCE_MS;
  const context = { io: createDenoIo(), signal, timeoutMs };
  const { observations, channel } = await probeProxy(input, context);
  channel?.close();
  return observations.map((it) => `${it.segment} ${it.outcome}`).join(", ");
}

/** What the proxy process shows by itself. */
async function askAlone(product: Product, options: AskOptions = {}) {
  const timeoutMs = options.timeoutMs ?? PATIENCE_MS;
  const proxy = proxyOf(product, options);
  const context = { io: createDenoIo(), signal, timeoutMs };
  const { address } = product;
  const { observations } = await probeProxyAlive({ proxy, address }, context);
  return observations[0];
}

/** A port of this host that nobody serves. */
async function closedPort(): Promise<number> {
  const server = answerOnce("");
  await server[Symbol.asyncDispose]();
  return server.port;
}

Deno.test({
  name: "`probeProxy()` reads what squid says (needs squid)",
  ignore: !canRun("squid"),
  async fn() {
    await using squid = await startSquid();
    await using server = answerOnce("");
    await using silent = await fullBacklog();
    const at = (port: number) => ask(squid, `127.0.0.1:${port}`);
    assertEquals(await at(server.port), "server tunnel-opened");
    assertEquals(await at(await closedPort()), "server upstream-refused");
    assertEquals(await at(9), "proxy denied");
    assertEquals(await at(silent.port), "server upstream-timeout");
  },
});

Deno.test({
  name: "`probeProxy()` is let in by squid with a user (needs squid)",
  ignore: !canRun("squid"),
  async fn() {
    await using squid = await startSquid({ demandsUser: true });
    const target = `127.0.0.1:${await closedPort()}`;
    assertEquals(await ask(squid, target), "proxy auth-required");
    assertEquals(
      await ask(squid, target, { user: "alice:s3cret@" }),
      "server upstream-refused",
    );
  },
});

Deno.test({
  name: "`probeProxyAlive()` tells a waiting squid from a hung one " +
    "(needs squid)",
  ignore: !canRun("squid"),
  async fn() {
    await using squid = await startSquid();
    await using silent = await fullBacklog();
    const pending = ask(squid, `127.0.0.1:${silent.port}`, {
      timeoutMs: SILENCE_MS,
    });
    const alive = await askAlone(squid);
    assertEquals(alive?.outcome, "proxy-alive");
    assertEquals(alive?.detail.status, 400);
    assertEquals(alive?.detail.software?.startsWith("squid/"), true);
    assertEquals(await pending, "proxy tunnel-silent");
    squid.suspend();
    const hung = await askAlone(squid, { timeoutMs: SILENCE_MS });
    assertEquals(hung?.outcome, "proxy-silent");
  },
});

Deno.test({
  name: "`probeProxy()` reads what tinyproxy says (needs tinyproxy)",
  ignore: !canRun("tinyproxy"),
  async fn() {
    const server = answerOnce("");
    await using tinyproxy = await startTinyproxy({
      demandsUser: true,
      allowedPort: server.port,
    });
    const user = "alice:s3cret@";
    const target = `127.0.0.1:${server.port}`;
    const opened = await ask(tinyproxy, target, { user });
    await server[Symbol.asyncDispose]();
    assertEquals(opened, "server tunnel-opened");
    assertEquals(await ask(tinyproxy, target), "proxy auth-required");
    const wrong = await ask(tinyproxy, target, { user: "alice:wrong@" });
    assertEquals(wrong, "proxy auth-required");
    const denied = await ask(tinyproxy, "127.0.0.1:9", { user });
    assertEquals(denied, "proxy denied");
    const failed = await ask(tinyproxy, target, { user });
    assertEquals(failed, "server upstream-failed");
  },
});

Deno.test({
  name: "`probeProxyAlive()` tells a waiting tinyproxy from a hung one " +
    "(needs tinyproxy)",
  ignore: !canRun("tinyproxy"),
  async fn() {
    await using tinyproxy = await startTinyproxy();
    await using silent = await fullBacklog();
    const pending = ask(tinyproxy, `127.0.0.1:${silent.port}`, {
      timeoutMs: SILENCE_MS,
    });
    const alive = await askAlone(tinyproxy);
    assertEquals(alive?.outcome, "proxy-alive");
    assertEquals(alive?.detail.status, 400);
    assertEquals(await pending, "proxy tunnel-silent");
    tinyproxy.suspend();
    const hung = await askAlone(tinyproxy, { timeoutMs: SILENCE_MS });
    assertEquals(hung?.outcome, "proxy-silent");
  },
});

Deno.test({
  name: "`probeProxy()` reads what danted says (needs danted)",
  ignore: !canRunDanted(),
  async fn() {
    await using danted = await startDanted();
    await using server = answerOnce("");
    await using silent = await fullBacklog();
    const at = (host: string, port: number) =>
      ask(danted, `${host}:${port}`, { scheme: "socks5" });
    const opened = "proxy proxy-alive, server tunnel-opened";
    assertEquals(await at("127.0.0.1", server.port), opened);
    assertEquals(await at("localhost", server.port), opened);
    const refused = await at("127.0.0.1", await closedPort());
    assertEquals(refused, "proxy proxy-alive, server upstream-refused");
    const denied = await at("127.0.0.1", 9);
    assertEquals(denied, "proxy proxy-alive, proxy denied");
    const timeout = await at("127.0.0.1", silent.port);
    assertEquals(timeout, "proxy proxy-alive, server upstream-timeout");
  },
});

Deno.test({
  name: "`probeProxy()` is refused by danted without a user (needs danted)",
  ignore: !canRunDanted(),
  async fn() {
    await using danted = await startDanted({ demandsUser: true });
    const refused = "proxy proxy-alive, proxy auth-required";
    const scheme = "socks5";
    assertEquals(await ask(danted, "127.0.0.1:9", { scheme }), refused);
    const user = "nobody-of-that-name:wrong@";
    assertEquals(await ask(danted, "127.0.0.1:9", { scheme, user }), refused);
  },
});

Deno.test({
  name: "`probeProxyAlive()` tells a waiting danted from a hung one " +
    "(needs danted)",
  ignore: !canRunDanted(),
  async fn() {
    await using danted = await startDanted();
    await using silent = await fullBacklog();
    const scheme = "socks5";
    const timeoutMs = SILENCE_MS;
    const pending = await ask(danted, `127.0.0.1:${silent.port}`, {
      scheme,
      timeoutMs,
    });
    assertEquals(pending, "proxy proxy-alive, proxy tunnel-silent");
    const alive = await askAlone(danted, { scheme });
    assertEquals(alive?.outcome, "proxy-alive");
    danted.suspend();
    const hung = await askAlone(danted, { scheme, timeoutMs });
    assertEquals(hung?.outcome, "proxy-silent");
  },
});
