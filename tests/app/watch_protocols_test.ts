import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { createFollowingIo } from "../../src/io/deno_following.ts";
import { BeatServer, type BeatServerName } from "./beat_server.ts";

/** Longest from an end of the stream to its name, in milliseconds. */
const NAMED_MS = 200;

const NAMES: readonly BeatServerName[] = [
  "tcp",
  "text",
  "json",
  "qt",
  "http",
  "redis",
];

for (const name of NAMES) {
  Deno.test(`\`watch()\` names a ${name} server that stops`, async () => {
    const server = new BeatServer(name);
    const world = createWatchWorld(createFollowingIo());
    const target = `${name}://127.0.0.1:${server.port}`;
    const told: string[] = [];
    let stoppedAtMs = 0;
    let stopped = Promise.resolve();
    for await (
      const { to, verdict } of watchWith(world, target, { until: "offline" })
    ) {
      told.push(verdict === null ? to : `${to} ${verdict.mode}`);
      if (to === "online") {
        stoppedAtMs = performance.now();
        stopped = server.stop();
      }
      if (to === "offline") {
        const tookMs = performance.now() - stoppedAtMs;
        assert(tookMs <= NAMED_MS, `${tookMs}`);
      }
    }
    await stopped;
    assertEquals(told, [
      "connecting",
      "online",
      "suspect",
      "offline server-stopped",
      "stopped server-stopped",
    ]);
  });
}

Deno.test("`watch()` says session-lost of a session that alone ended", async () => {
  const server = new BeatServer("text");
  const world = createWatchWorld(createFollowingIo());
  const target = `text://127.0.0.1:${server.port}`;
  const ended = new AbortController();
  const { signal } = ended;
  const told: string[] = [];
  for await (const { to, verdict } of watchWith(world, target, { signal })) {
    told.push(verdict === null ? to : `${to} ${verdict.mode}`);
    if (told.length === 2) server.endSessions();
    if (to === "online" && told.length > 2) ended.abort();
  }
  await server.stop();
  assertEquals(told.slice(0, 4), [
    "connecting",
    "online",
    "suspect",
    "offline session-lost",
  ]);
  assertEquals(told.slice(-2), ["online", "stopped"]);
});

Deno.test("`watch()` names a stranger on the port", async () => {
  const server = new BeatServer("redis");
  const world = createWatchWorld(createFollowingIo());
  const target = `qt://127.0.0.1:${server.port}`;
  let mode;
  for await (
    const { verdict } of watchWith(world, target, { reconnect: false })
  ) mode = verdict?.mode;
  await server.stop();
  assertEquals(mode, "protocol-mismatch");
});

Deno.test("`watch()` pings a WebSocket server that answers no heartbeat", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => Deno.upgradeWebSocket(request).response,
  );
  const world = createWatchWorld(createFollowingIo());
  const target = `ws://127.0.0.1:${server.addr.port}`;
  const options = { intervalMs: 50, forMs: 500 };
  const told: string[] = [];
  let roundTrips = 0;
  for await (
    const { to, verdict } of watchWith(world, target, {
      ...options,
      onRoundTrip: () => roundTrips++,
    })
  ) told.push(verdict === null ? to : `${to} ${verdict.mode}`);
  await server.shutdown();
  assertEquals(told, ["connecting", "online", "stopped"]);
  assert(roundTrips > 3, `${roundTrips}`);
});

Deno.test("`watch()` tells with which code and words a WebSocket was closed", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onmessage = () => socket.close(4001, "enough\x1b[1m");
      return response;
    },
  );
  const world = createWatchWorld(createFollowingIo());
  const target = `ws://127.0.0.1:${server.addr.port}`;
  const details: string[] = [];
  for await (
    const { to, verdict } of watchWith(world, target, { until: "offline" })
  ) if (to === "offline") details.push(`${verdict?.mode}: ${verdict?.detail}`);
  await server.shutdown();
  assertEquals(details, [
    "session-lost: The session ended, and a fresh one works. " +
    'The peer closed the WebSocket with code 4001: "enough\\x1b[1m".',
  ]);
});

Deno.test("`watch()` goes on where an HTTP server closes after an answer", async () => {
  const server = new BeatServer("http-once");
  const world = createWatchWorld(createFollowingIo());
  const target = `http://127.0.0.1:${server.port}`;
  const options = { intervalMs: 50, forMs: 600 };
  let roundTrips = 0;
  const told: string[] = [];
  for await (
    const { to } of watchWith(world, target, {
      ...options,
      onRoundTrip: () => roundTrips++,
    })
  ) told.push(to);
  await server.stop();
  assertEquals(told, ["connecting", "online", "stopped"]);
});

Deno.test("`watch()` takes a late answer of an HTTP server that closes for one", async () => {
  const server = new BeatServer("http-once");
  const world = createWatchWorld(createFollowingIo());
  const target = `http://127.0.0.1:${server.port}`;
  const ended = new AbortController();
  const { signal } = ended;
  const told: string[] = [];
  let release = () => {};
  for await (
    const { to } of watchWith(world, target, { signal, intervalMs: 200 })
  ) {
    told.push(to);
    if (to === "suspect") release();
    else if (told.length === 2) release = server.hold();
    else if (told.length > 2) ended.abort();
  }
  release();
  await server.stop();
  assertEquals(told, ["connecting", "online", "suspect", "online", "stopped"]);
});
