import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { makeAuthority } from "../faults/certificate.ts";
import { canRun, type Product } from "../faults/product.ts";
import { canRunRedis, startRedis } from "../faults/redis.ts";
import { startTinyproxy } from "../faults/tinyproxy.ts";
import {
  diagnosePeer,
  namesSilent,
  PEER_NAMES,
  TOLD,
  watchAnswers,
  watchBreak,
  watchPeer,
  watchReturn,
} from "./peers_scene.ts";

const ignore = !canRunRedis();

function urlOf({ port }: Product): string {
  return `redis://127.0.0.1:${port}`;
}

/** Says something to Redis, and gives its answer. */
async function ask(conn: Deno.Conn, command: string): Promise<string> {
  await conn.write(new TextEncoder().encode(`${command}\r\n`));
  const bytes = new Uint8Array(64);
  const length = await conn.read(bytes) ?? 0;
  return new TextDecoder().decode(bytes.subarray(0, length));
}

/** Ends all connections but that on which this is said. */
async function endOthers({ port }: Product): Promise<void> {
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await ask(conn, "CLIENT KILL TYPE normal SKIPME yes");
}

/** Takes the only place, once Redis has seen that the one before has left. */
async function takePlace({ port }: Product): Promise<Deno.Conn> {
  for (;;) {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    if (await ask(conn, "PING") === "+PONG\r\n") return conn;
    conn.close();
  }
}

Deno.test({
  name: "`watch()` takes a Redis that wants a password as alive (needs redis)",
  ignore,
  async fn() {
    await using redis = await startRedis({ demandsPassword: true });
    assertEquals(await watchAnswers(urlOf(redis), 5), TOLD.fine);
    const { verdict, observations } = await diagnosePeer(urlOf(redis));
    assertEquals(verdict, null);
    const words = observations.map(({ detail }) => detail.message).join();
    assertStringIncludes(words, "NOAUTH");
  },
});

Deno.test({
  name: "`watch()` and `diagnose()` name a Redis that hangs (needs redis)",
  ignore,
  async fn() {
    await using redis = await startRedis();
    const target = urlOf(redis);
    assertEquals(await watchBreak(target, redis.suspend), TOLD.hung);
    assertEquals(await namesSilent(target), ["server-hung", true]);
  },
});

Deno.test({
  name: "`watch()` is online again when Redis was restarted (needs redis)",
  ignore,
  async fn() {
    const first = await startRedis();
    const { port } = first;
    let again: Promise<Product> | undefined;
    const told = await watchReturn(urlOf(first), {
      online: first.kill,
      offline: () => again ??= startRedis({ port }),
    });
    await (await again)?.[Symbol.asyncDispose]();
    assertEquals(told, [...TOLD.stopped, "online", "stopped"]);
  },
});

Deno.test({
  name: "`watch()` says session-lost when Redis ends the session (needs redis)",
  ignore,
  async fn() {
    await using redis = await startRedis();
    const told = await watchReturn(urlOf(redis), {
      online: () => endOthers(redis),
      offline: () => {},
    });
    assertEquals(told, TOLD.lost);
  },
});

Deno.test({
  name:
    "`watch()` and `diagnose()` say why Redis turns them away (needs redis)",
  ignore,
  async fn() {
    await using redis = await startRedis({ maxClients: 1 });
    const other = await takePlace(redis);
    const { verdict } = await diagnosePeer(urlOf(redis));
    assertEquals([verdict?.mode, verdict?.certain], ["server-stopped", true]);
    assertStringIncludes(verdict?.detail ?? "", "max number of clients");
    const ended = new AbortController();
    const told = await watchPeer(urlOf(redis), { signal: ended.signal }, {
      offline: (count) => count === 1 && other.close(),
      online: () => ended.abort(),
    });
    assertEquals(told, [
      "connecting",
      "suspect",
      "offline server-stopped",
      "online",
      "stopped",
    ]);
  },
});

Deno.test({
  name: "`watch()` names a Redis that hangs behind TLS (needs redis)",
  ignore,
  async fn() {
    const made = await makeAuthority();
    const certificate = await made.issue({ names: PEER_NAMES });
    await using redis = await startRedis({ certificate });
    const target = `rediss://127.0.0.1:${redis.port}`;
    const options = { authority: made.cert };
    const told = await watchBreak(target, redis.suspend, options);
    assertEquals(told, TOLD.hung);
  },
});

Deno.test({
  name: "`watch()` tells Redis from tinyproxy when one of them hangs " +
    "(needs redis, tinyproxy)",
  ignore: ignore || !canRun("tinyproxy"),
  async fn() {
    for (const culprit of ["redis", "tinyproxy"]) {
      await using redis = await startRedis();
      await using tinyproxy = await startTinyproxy();
      const proxy = `http://127.0.0.1:${tinyproxy.port}`;
      const hung = culprit === "redis" ? redis : tinyproxy;
      const told = await watchBreak(urlOf(redis), hung.suspend, { proxy });
      const mode = culprit === "redis" ? "server-hung" : "proxy-hung";
      assertEquals(told[3], `offline ${mode}`);
    }
  },
});
