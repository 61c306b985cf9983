import { assertEquals } from "@std/assert/equals";
import {
  WS_CLIENT,
  WS_SERVER,
} from "../../../src/wire/heartbeat/ws_protocol.ts";
import { bytesOf } from "./portions.ts";

Deno.test("`WS_CLIENT` and `WS_SERVER` both say heartbeat", () => {
  assertEquals(WS_CLIENT.beat(), bytesOf("heartbeat"));
  assertEquals(WS_SERVER.answer(), bytesOf("heartbeat"));
  assertEquals(WS_CLIENT.intervalMs, 10_000);
  assertEquals([WS_SERVER.rule, WS_SERVER.misses], ["elapsed", 2]);
});

Deno.test("`WS_SERVER` takes whole messages alone for a beat", () => {
  const reader = WS_SERVER.reader();
  assertEquals(reader.push(bytesOf("heartbeat")), [{ kind: "beat" }]);
  for (const text of ["", "heart", "beat", "heartbeatheartbeat", "Heartbeat"]) {
    const bytes = bytesOf(text);
    assertEquals(reader.push(bytes), [
      { kind: "message", type: "", known: true, bytes },
    ]);
  }
});

Deno.test("`WS_CLIENT` takes heartbeat for the answer, and keeps no buffer", () => {
  const reader = WS_CLIENT.reader();
  assertEquals(reader.push(bytesOf("heartbeat")), [{ kind: "answer" }]);
  const buffer = bytesOf("other");
  const [message] = reader.push(buffer);
  buffer.fill(0);
  assertEquals(message, {
    kind: "message",
    type: "",
    known: true,
    bytes: bytesOf("other"),
  });
});
