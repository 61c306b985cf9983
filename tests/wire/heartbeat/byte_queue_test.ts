import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { ByteQueue } from "../../../src/wire/heartbeat/byte_queue.ts";
import { bytesOf } from "./portions.ts";

Deno.test("`ByteQueue` gives the bytes back in order", () => {
  const queue = new ByteQueue();
  queue.append(bytesOf("abc"));
  queue.append(bytesOf("def"));
  assertEquals(queue.take(2), bytesOf("ab"));
  queue.drop(1);
  assertEquals(queue.view(), bytesOf("def"));
  assertEquals(queue.length, 3);
});

Deno.test("`ByteQueue` behaves as an array in any order of calls", () => {
  const call = fc.oneof(
    fc.uint8Array({ maxLength: 9000 }),
    fc.nat(9000),
  );
  fc.assert(fc.property(fc.array(call, { maxLength: 20 }), (calls) => {
    const queue = new ByteQueue();
    const model: number[] = [];
    for (const call of calls) {
      if (typeof call === "number") {
        const count = Math.min(call, model.length);
        const expected = Uint8Array.from(model.splice(0, count));
        assertEquals(queue.take(count), expected);
      } else {
        queue.append(call);
        model.push(...call);
      }
      assertEquals(queue.length, model.length);
    }
    assertEquals(queue.view(), Uint8Array.from(model));
  }));
});
