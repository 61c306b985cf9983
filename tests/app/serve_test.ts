import { assertEquals } from "@std/assert/equals";
import { assertGreater } from "@std/assert/greater";
import { assertLess } from "@std/assert/less";
import { assertMatch } from "@std/assert/match";
import { assertRejects } from "@std/assert/rejects";
import { assertThrows } from "@std/assert/throws";
import { encodeQtRecord } from "../../src/wire/heartbeat/qt_record.ts";
import { ioError } from "../io/fake_io.ts";
import { ServeScene } from "./serve_scene.ts";

Deno.test("`serve()` greets and answers each beat of text", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text"] });
  const client = await scene.connect(["TE", "STTEST", null]);
  assertEquals(client.writtenText, "OKTEST_BACKTEST_BACK");
  assertEquals(client.closed, true);
  await scene.end();
  assertEquals(scene.events.map(({ event }) => event), [
    "listening",
    "connected",
    "disconnected",
    "stopped",
  ]);
  const [ended] = scene.of("disconnected");
  assertEquals(ended?.reason, "closed");
  assertEquals(ended?.connection, 1);
  assertEquals(ended?.address, "192.0.2.2:80");
  assertEquals(ended?.at, "2026-01-02T03:04:05.000Z");
});

Deno.test("`serve()` finds silent clients by each protocol's rule", async () => {
  for (
    const [protocol, leastMs, mostMs, misses] of [
      ["text", 1500, 2030, 3],
      ["json", 10_000, 12_030, 5],
      ["ws", 20_000, 20_060, 2],
      ["qt", 9000, 12_030, 3],
    ] as const
  ) {
    const scene = new ServeScene();
    await scene.serve({ protocols: [protocol] });
    const client = await scene.connect([]);
    await scene.io.clock.advance(leastMs - 10);
    assertEquals(scene.of("heartbeat-lost"), []);
    await scene.io.clock.advance(mostMs - leastMs + 10);
    assertEquals(scene.of("heartbeat-lost")[0]?.misses, misses);
    const [ended] = scene.of("disconnected");
    assertEquals(ended?.reason, "heartbeat-lost");
    assertGreater(ended?.connectedMs, leastMs - 1);
    assertLess(ended?.connectedMs, mostMs);
    assertEquals(client.closed, true);
    await scene.end();
  }
});

Deno.test("`serve()` keeps a client that beats", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text", "json"] });
  const beats = Array.from(
    { length: 60 },
    () => [{ waitMs: 500 }, "TEST"] as const,
  ).flat();
  const answers = Array.from(
    { length: 15 },
    () => [{ asked: true }, `{"type":"heartbeat"}`] as const,
  ).flat();
  await scene.connect(beats, { port: 0 });
  const json = await scene.connect(answers, { port: 1 });
  await scene.io.clock.advance(29_900);
  assertEquals(scene.of("disconnected"), []);
  assertEquals(json.writtenText, "heartbeat".repeat(14));
  await scene.end();
  assertEquals(
    scene.of("disconnected").map(({ reason }) => reason),
    ["stopped", "stopped"],
  );
});

Deno.test("`serve()` takes interval and misses of the caller", async () => {
  const scene = new ServeScene();
  const protocols = ["text"];
  await scene.serve({ protocols, intervalMs: 100, misses: 1 });
  await scene.connect([]);
  await scene.io.clock.advance(230);
  assertEquals(scene.of("heartbeat-lost").length, 1);
  await scene.end();
});

Deno.test("`serve()` ends the client alone that breaks a rule", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text"] });
  const good = await scene.connect([{ waitMs: 100 }, "TEST"]);
  await scene.connect(["TEST", "GET / HTTP/1.1"]);
  await scene.io.clock.advance(100);
  const [ended, ...more] = scene.of("disconnected");
  assertEquals(more, []);
  assertEquals(ended?.reason, "protocol-error");
  assertEquals(
    ended?.detail,
    'Cannot read "GET / HTTP/1.1" as a word of the text protocol: ' +
      'it must be "TEST"',
  );
  assertEquals(good.writtenText, "OKTEST_BACK");
  await scene.end();
});

Deno.test("`serve()` tells a reset from an end", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text"] });
  await scene.connect([ioError("failed", { code: "ECONNRESET" })]);
  const [ended] = scene.of("disconnected");
  assertEquals([ended?.reason, ended?.detail], ["reset", "ECONNRESET"]);
  await scene.end();
});

Deno.test("`serve()` relays known qt messages to the other clients", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["qt:1", "qt:2"] });
  const [one, two, elsewhere] = [
    await scene.connect([]),
    await scene.connect([]),
    await scene.connect([], { port: 1 }),
  ];
  const records = [1, 2, 3, 7].map((type) =>
    encodeQtRecord({ type, description: "d", bytes: Uint8Array.of(type) })
  );
  const sender = await scene.connect(records);
  assertEquals(one.written, records.slice(0, 3));
  assertEquals(two.written, records.slice(0, 3));
  assertEquals(sender.written, []);
  assertEquals(elsewhere.written, []);
  assertEquals(
    scene.of("message").map(({ type, known }) => [type, known]),
    [["1", true], ["2", true], ["3", true], ["7", false]],
  );
  await scene.end();
});

Deno.test("`serve()` hands json messages on, known or not", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["json"] });
  await scene.connect([`{"Type":"Project"}{"Type":"Ne`, `w","n":1}`]);
  const told = scene.of("message").map(({ type, known, bytes, address }) => [
    type,
    known,
    new TextDecoder().decode(bytes),
    address,
  ]);
  assertEquals(told, [
    ["Project", true, `{"Type":"Project"}`, "192.0.2.2:80"],
    ["New", false, `{"Type":"New","n":1}`, "192.0.2.2:80"],
  ]);
  await scene.end();
});

Deno.test("`send()` reaches one, all of an address, or all", async () => {
  const scene = new ServeScene();
  const server = await scene.serve({ protocols: ["json", "text"] });
  const one = await scene.connect([], { remote: "192.0.2.2:1" });
  const two = await scene.connect([], { remote: "192.0.2.2:2" });
  const six = await scene.connect([], { remote: "[2001:db8::1]:3" });
  await scene.connect([], { port: 1, remote: "192.0.2.2:4" });
  assertEquals(server.send("a"), 3);
  assertEquals(server.send("b", 2), 1);
  assertEquals(server.send("c", "192.0.2.2"), 2);
  assertEquals(server.send("d", "2001:db8::1"), 1);
  assertEquals(server.send("e", 99), 0);
  await scene.io.clock.advance(0);
  assertEquals(
    [one, two, six].map(({ writtenText }) => writtenText),
    ["ac", "abc", "ad"],
  );
  assertThrows(() => server.send("a heartbeat"), SyntaxError);
  assertEquals(server.send(`{"a":"heartbeat"}`), 3);
  await scene.end();
});

Deno.test("`send()` reaches an address however it is written", async () => {
  const scene = new ServeScene();
  const server = await scene.serve({ protocols: ["json"] });
  // As a server of both families sees a client of IPv4.
  await scene.connect([], { remote: "[::ffff:192.0.2.2]:1" });
  await scene.connect([], { remote: "[2001:db8::1]:2" });
  assertEquals(server.send("a", "192.0.2.2"), 1);
  assertEquals(server.send("b", "2001:DB8:0:0::1"), 1);
  await scene.end();
});

Deno.test("`serve()` opens all ports or none, and says why", async () => {
  const cases = [
    ["EADDRINUSE", /^Cannot serve qt on 127\.0\.0\.1:6868: the port is in use/],
    ["EACCES", /needs the system's permission; name another, like qt:8080$/],
    ["EADDRNOTAVAIL", /the address is not one of this machine$/],
  ] as const;
  for (const [code, message] of cases) {
    const scene = new ServeScene();
    const { io } = scene;
    const listen = io.listen.bind(io);
    io.listen = (options) => {
      if (options.port === 6868) throw ioError("failed", { code });
      return listen(options);
    };
    const error = await assertRejects(() =>
      scene.serve({ protocols: ["text", "qt"] })
    );
    assertMatch((error as Error).message, message);
    assertEquals(io.listeners.map(({ closed }) => closed), [true]);
  }
});

Deno.test("`serve()` refuses what it cannot serve", async () => {
  const scene = new ServeScene();
  for (
    const options of [
      { protocols: ["redis"] },
      { protocols: ["text:x"] },
      { protocols: ["text:65536"] },
      { protocols: ["text"], address: "localhost" },
      { protocols: ["text"], misses: 0 },
      { protocols: ["text"], intervalMs: 1 },
      { protocols: ["text"], limits: { connections: 0 } },
    ]
  ) {
    await assertRejects(() => scene.serve(options));
  }
  assertEquals(scene.io.listeners, []);
});

Deno.test("`serve()` ends with its signal", async () => {
  const scene = new ServeScene();
  const stop = new AbortController();
  const protocols = ["text", "discovery"];
  const server = await scene.serve({ protocols, signal: stop.signal });
  const client = await scene.connect([]);
  stop.abort();
  await server.closed;
  assertEquals(client.closed, true);
  assertEquals(scene.events.at(-1)?.event, "stopped");
  await scene.end();
});
