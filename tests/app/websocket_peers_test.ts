import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { serve } from "../../src/app/serve.ts";
import { makeAuthority } from "../faults/certificate.ts";
import {
  beatByWebSockets,
  canRunWebSockets,
  startWebSockets,
} from "../faults/websockets.ts";
import {
  diagnosePeer,
  namesSilent,
  PEER_NAMES,
  TOLD,
  watchAnswers,
  watchBreak,
  watchPeer,
} from "./peers_scene.ts";

const ignore = !canRunWebSockets();

Deno.test({
  name: "`watch()` pings a server of Python's websockets (needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const target = `ws://127.0.0.1:${server.port}/live`;
    assertEquals(await watchAnswers(target, 5), TOLD.fine);
    assertEquals((await diagnosePeer(target)).verdict, null);
  },
});

Deno.test({
  name: "`watch()` says session-lost when websockets closes with a code " +
    "(needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets({ closeAfter: 3 });
    const target = `ws://127.0.0.1:${server.port}/live`;
    const ended = new AbortController();
    const options = { signal: ended.signal, intervalMs: 50 };
    const told = await watchPeer(target, options, {
      online: (count) => count === 2 && ended.abort(),
    });
    assertEquals(told, TOLD.lost);
  },
});

Deno.test({
  name: "`watch()` and `diagnose()` name a websockets server that hangs " +
    "(needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const target = `ws://127.0.0.1:${server.port}/live`;
    assertEquals(await watchBreak(target, server.suspend), TOLD.hung);
    assertEquals(await namesSilent(target), ["server-hung", true]);
  },
});

Deno.test({
  name: "`watch()` names a websockets server that is killed (needs websockets)",
  ignore,
  async fn() {
    await using server = await startWebSockets();
    const target = `ws://127.0.0.1:${server.port}/live`;
    assertEquals(await watchBreak(target, server.kill), TOLD.stopped);
  },
});

Deno.test({
  name:
    "`watch()` and `diagnose()` say what websockets answers at another path " +
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
  name: "`watch()` follows a websockets server behind TLS (needs websockets)",
  ignore,
  async fn() {
    const made = await makeAuthority();
    const certificate = await made.issue({ names: PEER_NAMES });
    await using server = await startWebSockets({ certificate });
    const target = `wss://127.0.0.1:${server.port}/live`;
    const options = { authority: made.cert };
    const told = await watchBreak(target, server.kill, options);
    assertEquals(told, TOLD.stopped);
  },
});

Deno.test({
  name:
    "`serve()` answers a client of websockets, and no page of another site " +
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
