import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { encodeQtRecord } from "../../src/wire/heartbeat/qt_record.ts";
import { ioError } from "../io/fake_io.ts";
import { ServeScene } from "./serve_scene.ts";

Deno.test("`serve()` turns away more clients than it may have", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text"], limits: { connections: 1 } });
  await scene.connect([{ waitMs: 100 }, null]);
  const refused = await scene.connect([]);
  assertEquals(refused.closed, true);
  assertEquals(scene.of("refused").length, 1);
  await scene.io.clock.advance(100);
  await scene.connect([]);
  assertEquals(scene.of("connected").length, 2);
  await scene.end();
});

Deno.test("`serve()` leaves places that one address cannot take", async () => {
  const scene = new ServeScene();
  const limits = { connectionsPerAddress: 2 };
  await scene.serve({ protocols: ["text", "qt"], limits });
  for (const port of [0, 1, 0]) {
    await scene.connect([], { port, remote: `192.0.2.2:${port}` });
  }
  await scene.connect([], { remote: "192.0.2.3:80" });
  assertEquals(scene.of("connected").length, 3);
  assertEquals(
    scene.of("refused").map(({ address, reason }) => [address, reason]),
    [["192.0.2.2:0", "too-many-of-address"]],
  );
  await scene.end();
});

Deno.test("`serve()` lets a client go that floods messages", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text"] });
  await scene.connect(["TEST".repeat(1000), "TEST"]);
  const [ended] = scene.of("disconnected");
  assertEquals(ended?.reason, "flood");
  assertMatch(ended?.detail ?? "", /1000 messages a second/);
  await scene.end();
});

Deno.test("`serve()` reads no faster than it may", async () => {
  const scene = new ServeScene();
  const limits = { readBytesPerSecond: 1000 };
  await scene.serve({ protocols: ["json"], limits });
  const message = `{"a":"${"x".repeat(1492)}"}`;
  await scene.connect([message, message]);
  assertEquals(scene.of("message").length, 1);
  await scene.io.clock.advance(400);
  assertEquals(scene.of("message").length, 1);
  await scene.io.clock.advance(200);
  assertEquals(scene.of("message").length, 2);
  await scene.end();
});

Deno.test("`serve()` lets a client go that does not read", async () => {
  const scene = new ServeScene();
  const limits = { relayOutgoingBytes: 100 };
  await scene.serve({ protocols: ["qt"], limits });
  const slow = scene.io.channel();
  slow.write = () => new Promise(() => {});
  scene.io.listeners[0]?.connect(slow);
  const quick = await scene.connect([]);
  const record = encodeQtRecord({ type: 1, description: "", bytes: null });
  await scene.connect(Array.from({ length: 10 }, () => record));
  const [ended, ...more] = scene.of("disconnected");
  assertEquals(more, []);
  assertEquals([ended?.connection, ended?.reason], [1, "slow-reader"]);
  assertEquals(quick.written.length, 10);
  await scene.end();
});

Deno.test("`serve()` lets an idle client go whatever its rule", async () => {
  const scene = new ServeScene();
  const limits = { idleMs: 1000 };
  await scene.serve({ protocols: ["qt"], limits });
  await scene.connect([]);
  await scene.io.clock.advance(1050);
  assertEquals(scene.of("disconnected")[0]?.reason, "idle");
  await scene.end();
});

Deno.test("`serve()` sheds the longest unfinished message", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["json"], limits: { unfinishedBytes: 150 } });
  await scene.connect([`{"a":"${"x".repeat(90)}`]);
  await scene.connect([`{"a":"${"x".repeat(110)}`]);
  await scene.io.clock.advance(50);
  const [ended, ...more] = scene.of("disconnected");
  assertEquals(more, []);
  assertEquals([ended?.connection, ended?.reason], [2, "flood"]);
  await scene.end();
});

Deno.test("`serve()` goes on when accepting fails", async () => {
  const scene = new ServeScene();
  await scene.serve({ protocols: ["text"] });
  const [listener] = scene.io.listeners;
  if (listener === undefined) throw new Error("Cannot go on: no listener");
  const accept = listener.accept.bind(listener);
  let failures = 3;
  listener.accept = (signal) =>
    failures-- > 0
      ? Promise.reject(ioError("failed", { code: "EMFILE" }))
      : accept(signal);
  await scene.connect([]);
  await scene.io.clock.advance(400);
  await scene.connect([]);
  assertEquals(scene.of("accept-failed").length, 1);
  assertEquals(scene.of("connected").length, 2);
  await scene.end();
});
