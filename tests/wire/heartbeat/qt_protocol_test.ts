import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import type {
  HeartbeatMessage,
} from "../../../src/wire/heartbeat/heartbeat_codec.ts";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";
import {
  MAX_QT_RECORD_BYTES,
  qtClient,
  qtServer,
} from "../../../src/wire/heartbeat/qt_protocol.ts";
import {
  decodeQtRecord,
  encodeQtRecord,
  type QtRecord,
} from "../../../src/wire/heartbeat/qt_record.ts";
import { encodeQtString } from "../../../src/wire/heartbeat/qt_string.ts";
import {
  anyText,
  assertReadsAll,
  assertSameInAnyPortions,
  bytesOf,
  hex,
  joined,
  outcomeOf,
} from "./portions.ts";

/** Size 84, type 100, 34 units of text, then 4 bytes. */
const BEAT = hex(`
  00000054 00000064 00000044
  00540068006900730020006900730020006100200068006500610072007400620065
  006100740020006d0073006700200074006f0020007300650072007600650072002e
  00000004 00000000
`);

/** Size 103, type 100, 43 units of text, then 5 bytes. */
const ANSWER = hex(`
  00000067 00000064 00000056
  00540068006900730020006900730020006100200
  06d0065007300730061006700650020006f0066002000680065006100720074006200
  650061007400200066007200
  6f006d0020007300650072007600650072002e
  00000005 0000000100
`);

/** Type 1, description "hi", bytes the serialized string "A". */
const TEXT = hex(`
  00000016 00000001
  00000004 00680069
  00000006 00000002 0041
`);

Deno.test("`qtClient()` beats with the bytes of the field", () => {
  assertEquals(qtClient().beat(), BEAT);
  assertEquals(BEAT.length, 4 + 0x54);
  assertEquals(qtClient().answer(), undefined);
});

Deno.test("`qtServer()` answers with the bytes of the field", () => {
  assertEquals(qtServer().answer(), ANSWER);
  assertEquals(ANSWER.length, 4 + 0x67);
  assertEquals(qtServer().greeting(), undefined);
  assertEquals(qtServer().beat(), undefined);
});

Deno.test("`qtClient()` has the numbers of the field, but 3 misses", () => {
  const { intervalMs, misses, connectTimeoutMs } = qtClient();
  assertEquals({ intervalMs, misses, connectTimeoutMs }, {
    intervalMs: 3000,
    misses: 3,
    connectTimeoutMs: 1500,
  });
  assertEquals(qtServer().port, 6868);
  assertEquals(qtServer().relays, true);
});

Deno.test("`encodeQtRecord()` writes the bytes of the field", () => {
  const bytes = encodeQtString("A");
  assertEquals(encodeQtRecord({ type: 1, description: "hi", bytes }), TEXT);
  assertEquals(
    encodeQtRecord({ type: -2, description: null, bytes: null }),
    hex("0000000c fffffffe ffffffff ffffffff"),
  );
});

Deno.test("`encodeQtRecord()` refuses a type that is no 32-bit integer", () => {
  for (const type of [2 ** 31, 1.5, NaN]) {
    assertThrows(
      () => encodeQtRecord({ type, description: null, bytes: null }),
      RangeError,
      `current value is ${type}`,
    );
  }
});

Deno.test("`qtServer()` reads a beat and messages from one read", () => {
  const picture = hex("00000010 00000002 ffffffff 00000004 ffd8ffd9");
  const strange = hex("0000000c 00000007 00000000 00000000");
  const stream = joined([BEAT, TEXT, picture, strange, ANSWER]);
  assertEquals(qtServer().reader().push(stream), [
    { kind: "beat" },
    {
      kind: "message",
      type: "1",
      known: true,
      bytes: TEXT,
      description: "hi",
    },
    { kind: "message", type: "2", known: true, bytes: picture },
    {
      kind: "message",
      type: "7",
      known: false,
      bytes: strange,
      description: "",
    },
    { kind: "beat" },
  ]);
});

Deno.test("`qtClient()` takes any heartbeat as the answer", () => {
  const bare = hex("0000000c 00000064 ffffffff ffffffff");
  assertEquals(qtClient().reader().push(joined([ANSWER, bare])), [
    { kind: "answer" },
    { kind: "answer" },
  ]);
});

Deno.test("`qtServer()` scrubs a description", () => {
  const bytes = encodeQtRecord({
    type: 1,
    description: "\x1b[2J" + "x".repeat(1000),
    bytes: null,
  });
  const [message] = qtServer().reader().push(bytes);
  const description = message?.kind === "message" ? message.description : "";
  assertEquals(description?.slice(0, 8), "\\x1b[2Jx");
  assertEquals(description?.length, 200);
});

Deno.test("`qtServer()` refuses a size at once that cannot be", () => {
  for (
    const [size, shown] of [
      ["ffffffff", "-1"],
      ["80000000", "-2147483648"],
      ["00000000", "0"],
      ["0000000b", "11"],
      ["01000001", "16777217"],
      ["7fffffff", "2147483647"],
    ] as const
  ) {
    const error = assertThrows(
      () => qtServer().reader().push(hex(size)),
      ProtocolError,
      `its size must be 12 to 16777216 bytes, not ${shown}`,
    );
    assertEquals(error.bytes, hex(size));
  }
});

Deno.test("`qtServer()` knows a stranger by its first four bytes", () => {
  for (const text of ["GET / HTTP/1.1\r\n", "SSH-2.0-x", "\x16\x03\x01\x02"]) {
    assertThrows(
      () => qtServer().reader().push(bytesOf(text)),
      ProtocolError,
      "as a record of the qt protocol: its size must be 12 to",
    );
  }
});

Deno.test("`qtServer()` refuses lengths that disagree with the size", () => {
  for (
    const record of [
      "0000000c 00000001 00000001 00000000",
      "0000000d 00000001 00000001 00 00000000",
      "0000000c 00000001 00000000 00000001",
      "0000000d 00000001 00000000 00000000 00",
      "0000000c 00000001 7fffffff 00000000",
      "0000000c 00000001 fffffffe 00000000",
      "0000000d 00000001 ffffffff ffffffff 00",
      "0000000f 00000001 00000002 0041 00000000",
    ]
  ) {
    // A record behind it must not be taken to complete it.
    const stream = joined([hex(record), BEAT, BEAT]);
    assertEquals(outcomeOf(qtServer().reader(), stream), {
      messages: [],
      rule: "the lengths in it must add up to its size",
    }, record);
  }
});

Deno.test("`qtServer()` takes a record of its limit and no more", () => {
  const { reader } = qtServer({ maxMessageBytes: 14 });
  assertEquals(
    reader().push(hex("0000000e 00000001 00000000 00000002 ffff")).length,
    1,
  );
  assertThrows(
    () => reader().push(hex("0000000f")),
    ProtocolError,
    "its size must be 12 to 14 bytes, not 15",
  );
});

Deno.test("`qtServer()` reads a record of 16 MiB in portions", () => {
  const record = encodeQtRecord({
    type: 3,
    description: null,
    bytes: new Uint8Array(MAX_QT_RECORD_BYTES - 12).fill(7),
  });
  const reader = qtServer().reader();
  const counts: number[] = [];
  for (let at = 0; at < record.length; at += 65_536) {
    counts.push(reader.push(record.subarray(at, at + 65_536)).length);
  }
  assertEquals(counts.reduce((sum, count) => sum + count), 1);
  assertEquals(counts.at(-1), 1);
});

const someRecord: fc.Arbitrary<QtRecord> = fc.record({
  type: fc.oneof(fc.integer(), fc.constantFrom(1, 2, 3, 100)),
  description: fc.option(anyText),
  bytes: fc.option(fc.uint8Array({ maxLength: 20 })),
});

Deno.test("`decodeQtRecord()` reads what `encodeQtRecord()` wrote", () => {
  fc.assert(fc.property(someRecord, (record) => {
    assertEquals(decodeQtRecord(encodeQtRecord(record)), record);
  }));
});

Deno.test("`qtServer()` reads the same in any portions", () => {
  const streams = fc.array(
    someRecord.map((record): [Uint8Array, HeartbeatMessage] => {
      const bytes = encodeQtRecord({ ...record, description: "ä" });
      const known = [1, 2, 3].includes(record.type);
      const message = { type: String(record.type), known, bytes };
      return [
        bytes,
        record.type === 100
          ? { kind: "beat" }
          : { kind: "message", description: "ä", ...message },
      ];
    }),
    { maxLength: 6 },
  );
  assertReadsAll(streams, qtServer().reader);
});

Deno.test("`qtServer()` makes the same of any bytes in any portions", () => {
  const word = fc.constantFrom(...["00000000", "0000000c", "00000064", "ffff"]);
  const piece = fc.oneof(
    word.map(hex),
    fc.uint8Array({ maxLength: 6 }),
    someRecord.map(encodeQtRecord),
  );
  const any = fc.array(piece, { maxLength: 10 }).map(joined);
  assertSameInAnyPortions(any, qtServer().reader);
  assertSameInAnyPortions(any, qtClient({ maxMessageBytes: 16 }).reader);
});
