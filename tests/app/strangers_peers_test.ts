import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { serve } from "../../src/app/serve.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { makeAuthority } from "../faults/certificate.ts";
import { canRunNginx, startNginx } from "../faults/nginx.ts";
import { canRunRedis, startRedis } from "../faults/redis.ts";
import { canRunWebSockets, startWebSockets } from "../faults/websockets.ts";
import { diagnosePeer, PEER_NAMES, watchPeer } from "./peers_scene.ts";

/** How a peer is asked. */
const SCHEMES = ["text", "json", "ws", "qt", "redis", "http", "tls"] as const;

/** Which scheme each peer answers; HTTP is what a WebSocket begins with. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  text: ["text"],
  json: ["json"],
  ws: ["ws", "http"],
  qt: ["qt"],
  redis: ["redis"],
  nginx: ["http"],
  // It tells in HTTP that HTTP is not what it wants.
  "nginx-tls": ["tls", "http"],
  websockets: ["ws", "http"],
  "websockets-tls": ["tls"],
};

/** Who says something that gives it away, to whom. */
const GIVEN_AWAY: Readonly<Record<string, readonly string[]>> = {
  text: ["json", "ws", "redis", "http", "tls"],
  // Its first beat may come just after who waits for another greeting ends.
  json: [],
  ws: ["redis", "tls"],
  qt: [],
  redis: [],
  nginx: ["ws", "qt", "redis", "tls"],
  "nginx-tls": ["ws", "qt", "redis"],
  websockets: ["redis", "tls"],
  "websockets-tls": [],
};

/** Less than its beat would leave it open whether `json` is silent. */
const TIMEOUT_MS = 2000;

/** Ours and real ones, on loopback; where a program is missing, without it. */
async function startPeers(stack: AsyncDisposableStack) {
  const made = await makeAuthority();
  const certificate = await made.issue({ names: PEER_NAMES });
  const ports = new Map<string, number>();
  const protocols = ["text:0", "json:0", "ws:0", "qt:0"];
  const server = stack.use(await serve({ protocols }));
  for (const { protocol, port } of server.served) ports.set(protocol, port);
  const real = async (
    name: string,
    canRun: () => boolean,
    start: () => Promise<AsyncDisposable & { readonly port: number }>,
  ) => {
    if (canRun()) ports.set(name, stack.use(await start()).port);
  };
  await real("redis", canRunRedis, startRedis);
  await real("nginx", canRunNginx, startNginx);
  await real("nginx-tls", canRunNginx, () => startNginx({ certificate }));
  await real("websockets", canRunWebSockets, startWebSockets);
  await real(
    "websockets-tls",
    canRunWebSockets,
    () => startWebSockets({ certificate }),
  );
  return { ports, authority: made.cert };
}

/** Requires that a stranger is never given a wrong name for certain. */
function requireTrue(
  verdict: Verdict | null,
  peer: string,
  scheme: string,
): void {
  const where = `${scheme} to ${peer}: ${verdict?.mode} ${verdict?.detail}`;
  if (SPOKEN[peer]?.includes(scheme)) return assertEquals(verdict, null, where);
  assert(verdict?.candidates.includes("protocol-mismatch"), where);
  if (!GIVEN_AWAY[peer]?.includes(scheme)) return;
  assertEquals([verdict?.mode, verdict?.certain], [
    "protocol-mismatch",
    true,
  ], where);
}

Deno.test("`diagnose()` and `watch()` never give a stranger a wrong name", async () => {
  await using stack = new AsyncDisposableStack();
  const { ports, authority } = await startPeers(stack);
  for (const [peer, port] of ports) {
    const path = peer === "websockets" ? "/live" : "";
    await Promise.all(SCHEMES.map(async (scheme) => {
      const slash = scheme === "ws" ? path : "";
      const target = `${scheme}://127.0.0.1:${port}${slash}`;
      const options = { authority, timeoutMs: TIMEOUT_MS };
      const { verdict } = await diagnosePeer(target, options);
      requireTrue(verdict, peer, scheme);
      if (!GIVEN_AWAY[peer]?.includes(scheme)) return;
      const told = await watchPeer(target, {
        authority,
        reconnect: false,
      }, {});
      assertEquals(told.at(-1), "stopped protocol-mismatch", target);
    }));
  }
});
