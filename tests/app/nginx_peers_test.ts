import { assertEquals } from "@std/assert/equals";
import { makeAuthority } from "../faults/certificate.ts";
import { canRunNginx, startNginx } from "../faults/nginx.ts";
import {
  diagnosePeer,
  namesSilent,
  PEER_NAMES,
  TOLD,
  watchAnswers,
  watchBreak,
  watchPeer,
} from "./peers_scene.ts";

const ignore = !canRunNginx();

Deno.test({
  name:
    "`watch()` has no outage when nginx ends kept connections (needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx({ keepaliveRequests: 3 });
    const target = `http://127.0.0.1:${nginx.port}`;
    assertEquals(await watchAnswers(target, 10), TOLD.fine);
  },
});

Deno.test({
  name: "`watch()` and `diagnose()` take an nginx that says 503 as alive " +
    "(needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx({ status: 503 });
    const target = `http://127.0.0.1:${nginx.port}`;
    assertEquals(await watchAnswers(target, 3), TOLD.fine);
    const { verdict, observations } = await diagnosePeer(target);
    assertEquals(verdict, null);
    assertEquals(
      observations.some(({ detail }) => detail.status === 503),
      true,
    );
  },
});

Deno.test({
  name: "`watch()` and `diagnose()` name an nginx that hangs (needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx();
    const target = `http://127.0.0.1:${nginx.port}`;
    assertEquals(await watchBreak(target, nginx.suspend), TOLD.hung);
    assertEquals(await namesSilent(target), ["server-hung", true]);
  },
});

Deno.test({
  name: "`watch()` has no outage when nginx reloads (needs nginx)",
  ignore,
  async fn() {
    await using nginx = await startNginx({ reloads: true });
    const ended = new AbortController();
    const { signal } = ended;
    const target = `http://127.0.0.1:${nginx.port}`;
    const told = await watchPeer(target, { signal }, {
      answer: (count) => {
        if (count === 3) nginx.reload();
        if (count === 10) ended.abort();
      },
    });
    assertEquals(told, ["connecting", "online", "stopped"]);
  },
});

Deno.test({
  name: "`watch()` follows https with an authority of its own (needs nginx)",
  ignore,
  async fn() {
    const made = await makeAuthority();
    const certificate = await made.issue({ names: PEER_NAMES });
    await using nginx = await startNginx({ certificate, keepaliveRequests: 3 });
    const target = `https://127.0.0.1:${nginx.port}`;
    const options = { authority: made.cert };
    const told = await watchBreak(target, nginx.suspend, options);
    assertEquals(told, TOLD.hung);
    assertEquals(await namesSilent(target), ["server-hung", false]);
  },
});
