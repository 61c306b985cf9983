import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import {
  customClient,
  MAX_CUSTOM_BYTES,
} from "../../../src/wire/heartbeat/custom_protocol.ts";
import { bytesOf, outcomeOf, portionSizes } from "./portions.ts";

function answersIn(
  text: string,
  expect: string,
  sizes: readonly number[] = [],
): number {
  const client = customClient({ send: bytesOf("x"), expect: bytesOf(expect) });
  const { messages } = outcomeOf(client.reader(), bytesOf(text), sizes);
  assertEquals(messages.every(({ kind }) => kind === "answer"), true);
  return messages.length;
}

Deno.test("`customClient()` sends and expects what it was told to", () => {
  const send = bytesOf("NOOP\r\n");
  const client = customClient({ send, expect: bytesOf("250 ") });
  send.fill(0);
  assertEquals(client.beat(), bytesOf("NOOP\r\n"));
  assertEquals(client.beatsFrom, "client");
  assertEquals(answersIn("220 mail\r\n250 OK\r\n250 OK\r\n", "250 "), 2);
});

Deno.test("`customClient()` without a send takes beats of the server", () => {
  const client = customClient({ expect: bytesOf(".") });
  assertEquals(client.beat(), undefined);
  assertEquals(client.beatsFrom, "server");
  assertEquals(client.reader().push(bytesOf("..")), [
    { kind: "beat" },
    { kind: "beat" },
  ]);
});

Deno.test("`customClient()` finds a word that overlaps itself", () => {
  assertEquals(answersIn("aaab", "aab"), 1);
  assertEquals(answersIn("abababc", "ababc"), 1);
  assertEquals(answersIn("aaaa", "aa"), 2);
  assertEquals(answersIn("ab", "abc"), 0);
});

Deno.test("`customClient()` refuses what is empty or too long", () => {
  const some = bytesOf("x");
  for (const length of [0, MAX_CUSTOM_BYTES + 1]) {
    const bytes = new Uint8Array(length);
    assertThrows(
      () => customClient({ send: some, expect: bytes }),
      RangeError,
      `Cannot expect bytes as a heartbeat: they must be 1 to 1024 long, ` +
        `current length is ${length}`,
    );
    assertThrows(
      () => customClient({ send: bytes, expect: some }),
      RangeError,
      "Cannot send bytes",
    );
  }
});

Deno.test("`customClient()` counts as a search does, in any portions", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 60 });
  const word = fc.string({
    unit: fc.constantFrom("a", "b"),
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(letters, word, portionSizes, (text, word, sizes) => {
      assertEquals(answersIn(text, word, sizes), text.split(word).length - 1);
    }),
    { numRuns: 500 },
  );
});
