import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { serve } from "../../src/app/serve.ts";
import { makeAuthority } from "../faults/certificate.ts";
import {
  beatByWebSockets,
  canRunWebSockets,
  startWebSockets,
} from "../faults/websockets.ts";
import { diagnosePeer, PEER_NAMES, watchPeer } from "./peers_scene.ts";

const ignore = !canRunWebSockets();

/** A silence that is waited for, in milliseconds. */
const SILENCE_MS = 300;

Deno.test({
  name: "watch() pings a server of Python's websockets (needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const ended = new AbortController();
    const { signal } = ended;
    const target = `ws://127.0.0.1:${server.port}/live`;
    const told = await watchPeer(target, { signal, intervalMs: 50 }, {
      answer: (count) => count === 5 && ended.abort(),
    });
    assertEquals(told, ["connecting", "online", "stopped"]);
    assertEquals((await diagnosePeer(target)).verdict, null);
  },
});

Deno.test({
  name: "watch() says session-lost when websockets closes with a code " +
    "(needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets({ closeAfter: 3 });
    const ended = new AbortController();
    const { signal } = ended;
    const target = `ws://127.0.0.1:${server.port}/live`;
    const told = await watchPeer(target, { signal, intervalMs: 50 }, {
      online: (count) => count === 2 && ended.abort(),
    });
    assertEquals(told, [
      "connecting",
      "online",
      "suspect",
      "offline session-lost",
      "online",
      "stopped",
    ]);
  },
});

Deno.test({
  name: "watch() and diagnose() name a websockets server that hangs " +
    "(needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const target = `ws://127.0.0.1:${server.port}/live`;
    const told = await watchPeer(target, { until: "offline" }, {
      online: () => server.suspend(),
    });
    assertEquals(told.slice(0, 4), [
      "connecting",
      "online",
      "suspect",
      "offline server-hung",
    ]);
    const { verdict } = await diagnosePeer(target, { timeoutMs: SILENCE_MS });
    assertEquals([verdict?.mode, verdict?.certain], ["server-hung", true]);
  },
});

Deno.test({
  name: "watch() names a websockets server that is killed (needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const target = `ws://127.0.0.1:${server.port}/live`;
    const told = await watchPeer(target, { until: "offline" }, {
      online: () => server.kill(),
    });
    assertEquals(told.slice(0, 4), [
      "connecting",
      "online",
      "suspect",
      "offline server-stopped",
    ]);
  },
});

Deno.test({
  name: "watch() and diagnose() say what websockets answers at another path " +
    "(needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const target = `ws://127.0.0.1:${server.port}/other`;
    const told = await watchPeer(target, { reconnect: false }, {});
    assertEquals(told.at(-1), "stopped protocol-mismatch");
    const { verdict } = await diagnosePeer(target);
    assertEquals(verdict?.mode, "protocol-mismatch");
    assertStringIncludes(verdict?.detail ?? "", "404 Not Found");
  },
});

Deno.test({
  name: "watch() follows a websockets server behind TLS (needs websockets)",
  ignore,
  async fn() {
    const made = await makeAuthority();
    const certificate = await made.issue({ names: PEER_NAMES });
    await using server = await startWebSockets({ certificate });
    const target = `wss://127.0.0.1:${server.port}/live`;
    const options = { authority: made.cert, until: "offline" } as const;
    const told = await watchPeer(target, options, {
      answer: (count) => count === 3 && server.kill(),
    });
    assertEquals(told.slice(0, 4), [
      "connecting",
      "online",
      "suspect",
      "offline server-stopped",
    ]);
  },
});

Deno.test({
  name: "serve() answers a client of websockets, and no page of another site " +
    "(needs websockets)",
  ignore,
  async fn() {
    const allowOrigins = ["https://app.example"];
    await using server = await serve({ protocols: ["ws:0"], allowOrigins });
    const [{ port } = { port: 0 }] = server.served;
    const url = `ws://127.0.0.1:${port}/any/path`;
    assertEquals(await beatByWebSockets(url), "heartbeat");
    for (const own of ["http://localhost:3000", "https://app.example"]) {
      assertEquals(await beatByWebSockets(url, own), "heartbeat", own);
    }
    assertEquals(await beatByWebSockets(url, "https://evil.example"), "403");
  },
});
