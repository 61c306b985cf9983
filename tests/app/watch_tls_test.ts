import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { createFollowingIo } from "../../src/io/deno_following.ts";
import { createServingIo } from "../../src/io/deno_serving.ts";
import { startConnectProxy } from "../../src/app/demo/connect_proxy.ts";
import { makeAuthority, makeSelfSigned } from "../faults/certificate.ts";
import { BeatServer, type BeatServerName } from "./beat_server.ts";

/** Longest from an end of the stream to its name, in milliseconds. */
const NAMED_MS = 1000;

const NAMES = ["127.0.0.1", "localhost"];

const SCHEMES = [
  ["tls", "tcp"],
  ["https", "http"],
  ["rediss", "redis"],
] as const satisfies readonly (readonly [string, BeatServerName])[];

const STOPPED = [
  "connecting",
  "online",
  "suspect",
  "offline server-stopped",
  "stopped server-stopped",
];

/** Stops the server of what is online, and gives the moves to the end. */
async function follow(
  target: string,
  certificate: string,
  stop: () => Promise<void>,
  proxy?: string,
): Promise<string[]> {
  const io = createFollowingIo({ certificates: [certificate] });
  const told: string[] = [];
  let stopped = Promise.resolve();
  let stoppedAtMs = 0;
  for await (
    const { to, verdict } of watchWith(createWatchWorld(io), target, {
      until: "offline",
      ...(proxy !== undefined && { proxy }),
    })
  ) {
    told.push(verdict === null ? to : `${to} ${verdict.mode}`);
    if (to === "online") {
      stoppedAtMs = performance.now();
      stopped = stop();
    }
    if (to === "offline") {
      const tookMs = performance.now() - stoppedAtMs;
      assert(tookMs <= NAMED_MS, `${tookMs}`);
    }
  }
  await stopped;
  return told;
}

for (const [scheme, name] of SCHEMES) {
  Deno.test(`\`watch()\` names a ${scheme} server that stops`, async () => {
    const authority = await makeAuthority();
    const certificate = await authority.issue({ names: NAMES });
    const server = new BeatServer(name, 0, certificate);
    const target = `${scheme}://127.0.0.1:${server.port}`;
    const stop = () => server.stop();
    assertEquals(await follow(target, authority.cert, stop), STOPPED);
  });

  Deno.test(`\`watch()\` names a ${scheme} server that stops behind a proxy`, async () => {
    const authority = await makeAuthority();
    const certificate = await authority.issue({ names: NAMES });
    const server = new BeatServer(name, 0, certificate);
    const proxy = startConnectProxy(createServingIo());
    const told = await follow(
      `${scheme}://127.0.0.1:${server.port}`,
      authority.cert,
      () => server.stop(),
      `http://127.0.0.1:${proxy.port}`,
    );
    await proxy.stop();
    assertEquals(told, STOPPED);
  });
}

Deno.test("`watch()` counts the answers of an https server", async () => {
  const authority = await makeAuthority();
  const certificate = await authority.issue({ names: NAMES });
  const server = new BeatServer("http", 0, certificate);
  const io = createFollowingIo({ certificates: [authority.cert] });
  let roundTrips = 0;
  const told: string[] = [];
  for await (
    const { to } of watchWith(
      createWatchWorld(io),
      `https://127.0.0.1:${server.port}`,
      { intervalMs: 50, forMs: 600, onRoundTrip: () => roundTrips++ },
    )
  ) told.push(to);
  await server.stop();
  assertEquals(told, ["connecting", "online", "stopped"]);
  assert(roundTrips > 3, `${roundTrips}`);
});

Deno.test("`watch()` names a wss server that stops", async () => {
  const authority = await makeAuthority();
  const certificate = await authority.issue({ names: NAMES });
  const sockets = new Set<WebSocket>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {}, ...certificate },
    (request) => {
      const { socket, response } = Deno.upgradeWebSocket(request);
      sockets.add(socket);
      return response;
    },
  );
  const target = `wss://127.0.0.1:${server.addr.port}`;
  const stop = async () => {
    const isDown = server.shutdown();
    for (const socket of sockets) socket.close();
    await isDown;
  };
  const told = await follow(target, authority.cert, stop);
  assertEquals(told, STOPPED);
});

Deno.test("`watch()` names a certificate that nobody trusts", async () => {
  const certificate = await makeSelfSigned({ names: NAMES });
  const authority = await makeAuthority();
  const server = new BeatServer("tcp", 0, certificate);
  const io = createFollowingIo({ certificates: [authority.cert] });
  const told: string[] = [];
  for await (
    const { to, verdict } of watchWith(
      createWatchWorld(io),
      `tls://127.0.0.1:${server.port}`,
      { reconnect: false },
    )
  ) told.push(verdict === null ? to : `${to} ${verdict.mode}`);
  await server.stop();
  assertEquals(told, [
    "connecting",
    "suspect",
    "offline tls-failed",
    "stopped tls-failed",
  ]);
});
