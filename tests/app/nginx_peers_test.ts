import { assertEquals } from "@std/assert/equals";
import { makeAuthority } from "../faults/certificate.ts";
import { canRunNginx, startNginx } from "../faults/nginx.ts";
import { diagnosePeer, PEER_NAMES, watchPeer } from "./peers_scene.ts";

const ignore = !canRunNginx();

/** A silence that is waited for, in milliseconds. */
const SILENCE_MS = 300;

Deno.test({
  name: "watch() has no outage when nginx ends kept connections (needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx({ keepaliveRequests: 3 });
    const ended = new AbortController();
    const { signal } = ended;
    const target = `http://127.0.0.1:${nginx.port}`;
    const told = await watchPeer(target, { signal, intervalMs: 50 }, {
      answer: (count) => count === 10 && ended.abort(),
    });
    assertEquals(told, ["connecting", "online", "stopped"]);
  },
});

Deno.test({
  name: "watch() and diagnose() take an nginx that says 503 as alive " +
    "(needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx({ status: 503 });
    const ended = new AbortController();
    const { signal } = ended;
    const target = `http://127.0.0.1:${nginx.port}`;
    const told = await watchPeer(target, { signal, intervalMs: 50 }, {
      answer: (count) => count === 3 && ended.abort(),
    });
    assertEquals(told, ["connecting", "online", "stopped"]);
    const { verdict, observations } = await diagnosePeer(target);
    assertEquals(verdict, null);
    assertEquals(
      observations.some(({ detail }) => detail.status === 503),
      true,
    );
  },
});

Deno.test({
  name: "watch() and diagnose() name an nginx that hangs (needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx();
    const target = `http://127.0.0.1:${nginx.port}`;
    const told = await watchPeer(target, { until: "offline" }, {
      online: () => nginx.suspend(),
    });
    assertEquals(told.slice(0, 4), [
      "connecting",
      "online",
      "suspect",
      "offline server-hung",
    ]);
    const options = { timeoutMs: SILENCE_MS };
    const { verdict } = await diagnosePeer(target, options);
    assertEquals([verdict?.mode, verdict?.certain], ["server-hung", true]);
  },
});

Deno.test({
  name: "watch() says session-lost at most when nginx reloads (needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx({ reloads: true });
    const ended = new AbortController();
    const { signal } = ended;
    const target = `http://127.0.0.1:${nginx.port}`;
    const told = await watchPeer(target, { signal }, {
      answer: (count) => {
        if (count === 2) nginx.reload();
        if (count === 10) ended.abort();
      },
    });
    assertEquals(told.slice(0, 2), ["connecting", "online"]);
    const broken = told.filter((line) => line.startsWith("offline"));
    assertEquals(broken.every((line) => line === "offline session-lost"), true);
    assertEquals(told.slice(-2), ["online", "stopped"]);
  },
});

Deno.test({
  name: "watch() follows https with an authority of its own (needs nginx)",
  ignore,
  async fn() {
    const made = await makeAuthority();
    const certificate = await made.issue({ names: PEER_NAMES });
    await using nginx = await startNginx({ certificate, keepaliveRequests: 3 });
    const target = `https://127.0.0.1:${nginx.port}`;
    const options = { authority: made.cert, until: "offline" } as const;
    const told = await watchPeer(target, options, {
      answer: (count) => count === 5 && nginx.suspend(),
    });
    assertEquals(told.slice(0, 4), [
      "connecting",
      "online",
      "suspect",
      "offline server-hung",
    ]);
    const { verdict } = await diagnosePeer(target, { timeoutMs: SILENCE_MS });
    assertEquals(verdict?.candidates, ["server-hung", "protocol-mismatch"]);
  },
});
