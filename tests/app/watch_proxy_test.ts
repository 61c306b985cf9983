import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { startConnectProxy } from "../../src/app/demo/connect_proxy.ts";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { createFollowingIo } from "../../src/io/deno_following.ts";
import { createServingIo } from "../../src/io/deno_serving.ts";
import { socks5Proxy } from "../faults/socks5_proxy.ts";
import { BeatServer } from "./beat_server.ts";

/** Longest from an end of the stream to its name, in milliseconds. */
const NAMED_MS = 1000;

/** Longest from a silence to its name: four of text's beats, and slack. */
const HUNG_MS = 3000;

/** A running proxy. */
interface Proxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a proxy of each kind. */
const PROXIES = [connectProxy, socksProxy];

function connectProxy(): Proxy {
  const proxy = startConnectProxy(createServingIo());
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    stop: () => proxy.stop(),
  };
}

function socksProxy(): Proxy {
  const proxy = socks5Proxy();
  return {
    url: `socks5://127.0.0.1:${proxy.port}`,
    stop: () => Promise.resolve(proxy[Symbol.asyncDispose]()),
  };
}

/** Breaks what is online, and gives the moves of the watch to its end. */
async function follow(
  target: string,
  proxy: string,
  breaks: () => Promise<void>,
  limitMs = NAMED_MS,
): Promise<string[]> {
  const world = createWatchWorld(createFollowingIo());
  const told: string[] = [];
  let broken = Promise.resolve();
  let brokenAtMs = 0;
  for await (
    const { to, verdict } of watchWith(world, target, {
      proxy,
      until: "offline",
    })
  ) {
    told.push(verdict === null ? to : `${to} ${verdict.mode}`);
    if (to === "online") {
      brokenAtMs = performance.now();
      broken = breaks();
    }
    if (to === "offline") {
      const tookMs = performance.now() - brokenAtMs;
      assert(tookMs <= limitMs, `${tookMs}`);
    }
  }
  await broken;
  return told;
}

function outage(mode: string): readonly string[] {
  const begin = ["connecting", "online", "suspect"];
  return [...begin, `offline ${mode}`, `stopped ${mode}`];
}

for (const start of PROXIES) {
  for (const name of ["tcp", "text", "json", "redis", "http"] as const) {
    Deno.test(`\`watch()\` names a ${name} server that stops behind a ${start.name}`, async () => {
      const server = new BeatServer(name);
      const proxy = start();
      const told = await follow(
        `${name}://127.0.0.1:${server.port}`,
        proxy.url,
        () => server.stop(),
      );
      await proxy.stop();
      assertEquals(told, outage("server-stopped"));
    });
  }

  Deno.test(`\`watch()\` names a ${start.name} that stops`, async () => {
    const server = new BeatServer("text");
    const proxy = start();
    const told = await follow(
      `text://127.0.0.1:${server.port}`,
      proxy.url,
      () => proxy.stop(),
    );
    await server.stop();
    assertEquals(told, outage("proxy-stopped"));
  });
}

Deno.test("`watch()` names a proxy that hangs", async () => {
  const server = new BeatServer("text");
  const proxy = startConnectProxy(createServingIo());
  const told = await follow(
    `text://127.0.0.1:${server.port}`,
    `http://127.0.0.1:${proxy.port}`,
    () => Promise.resolve(proxy.behave("hang")),
    HUNG_MS,
  );
  await proxy.stop();
  await server.stop();
  assertEquals(told, outage("proxy-hung"));
});

Deno.test("`watch()` is back through a proxy after its session alone ended", async () => {
  for (const start of PROXIES) {
    const server = new BeatServer("text");
    const proxy = start();
    const world = createWatchWorld(createFollowingIo());
    const ended = new AbortController();
    const told: string[] = [];
    for await (
      const { to, verdict } of watchWith(
        world,
        `text://127.0.0.1:${server.port}`,
        { proxy: proxy.url, signal: ended.signal },
      )
    ) {
      told.push(verdict === null ? to : `${to} ${verdict.mode}`);
      if (told.length === 2) server.endSessions();
      if (to === "online" && told.length > 2) ended.abort();
    }
    await proxy.stop();
    await server.stop();
    assertEquals(told.slice(1, 4), [
      "online",
      "suspect",
      "offline session-lost",
    ]);
    assertEquals(told.slice(-2), ["online", "stopped"]);
  }
});
