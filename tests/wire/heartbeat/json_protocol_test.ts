import { assertEquals } from "@std/assert/equals";
import { assertLess } from "@std/assert/less";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import type {
  HeartbeatMessage,
} from "../../../src/wire/heartbeat/heartbeat_codec.ts";
import {
  jsonClient,
  jsonServer,
  MAX_JSON_MESSAGE_BYTES,
} from "../../../src/wire/heartbeat/json_protocol.ts";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";
import {
  assertReadsAll,
  assertSameInAnyPortions,
  bytesOf,
  hex,
  joined,
  noise,
  outcomeOf,
} from "./portions.ts";

type Part = readonly [Uint8Array, HeartbeatMessage];

function serverReads(text: string): readonly HeartbeatMessage[] {
  return jsonServer().reader().push(bytesOf(text));
}

function object(text: string, type: string, known: boolean): Part {
  const bytes = bytesOf(text);
  return [bytes, { kind: "message", type, known, bytes }];
}

function command(text: string): Part {
  const bytes = bytesOf(text);
  return [bytes, { kind: "message", type: "command", known: true, bytes }];
}

const BEAT: Part = [bytesOf("heartbeat"), { kind: "beat" }];
const ANSWER: Part = [bytesOf('{"Type":"Heartbeat"}'), { kind: "answer" }];

Deno.test("`jsonServer()` and `jsonClient()` write the bytes of the field", () => {
  assertEquals(jsonServer().beat(), hex("68 65 61 72 74 62 65 61 74"));
  assertEquals(
    jsonClient().answer(),
    hex(
      "7b 22 54 79 70 65 22 3a 22 48 65 61 72 74 62 65 61 74 22 7d",
    ),
  );
  assertEquals(jsonServer().greeting(), undefined);
  assertEquals(jsonServer().answer(), undefined);
  assertEquals(jsonClient().beat(), undefined);
});

Deno.test("`jsonServer()` has the interval, the credit and the port", () => {
  const { intervalMs, misses, rule, port } = jsonServer();
  assertEquals(
    { intervalMs, misses, rule, port },
    { intervalMs: 2000, misses: 5, rule: "credit", port: 5556 },
  );
});

Deno.test("`jsonServer()` takes Type in any letter case", () => {
  for (const text of ['{"type":"heartbeat"}', '{ "TYPE" : "HEARTBEAT" }']) {
    assertEquals(serverReads(text), [{ kind: "answer" }]);
  }
  const [message] = serverReads('{"tYPE":"project","n":1}');
  assertEquals(message, object('{"tYPE":"project","n":1}', "Project", true)[1]);
});

Deno.test("`jsonServer()` prefers the exact spelling of Type", () => {
  const [message] = serverReads('{"type":"Heartbeat","Type":"Status"}');
  assertEquals(message?.kind, "message");
});

Deno.test("`jsonServer()` hands on what it does not know", () => {
  for (
    const [text, type] of [
      ['{"Type":"Weather"}', "Weather"],
      ['{"Type":"\\u001b[2J"}', "\\x1b[2J"],
      ['{"Type":7}', ""],
      ['{"__proto__":{"Type":"Status"}}', ""],
      ["{}", ""],
    ] as const
  ) {
    assertEquals(serverReads(text), [object(text, type, false)[1]]);
  }
});

Deno.test("`jsonServer()` reads objects put together and a long one split", () => {
  const long = `{"Type":"Performance","data":"${'ä{\\"}'.repeat(30_000)}"}`;
  const part = object(long, "Performance", true);
  const stream = joined([ANSWER[0], part[0], bytesOf(" \r\n\t"), ANSWER[0]]);
  assertLess(170_000, stream.length);
  const sizes = Array.from({ length: 130 }, () => 1447);
  assertEquals(
    outcomeOf(jsonServer().reader(), stream, sizes).messages,
    [ANSWER[1], part[1], ANSWER[1]],
  );
});

Deno.test("`jsonServer()` names what is no object", () => {
  for (
    const [text, shown, rule] of [
      ["GET / HTTP/1.1\r\n", "GET / HTTP/1.1\\r\\n", "JSON objects alone"],
      ["heartbeat", "heartbeat", "JSON objects alone"],
      ["{}]", "]", "JSON objects alone"],
      ["{oops}", "{oops}", "JSON in UTF-8"],
      ['{"a":[}', '{"a":[}', "JSON in UTF-8"],
    ] as const
  ) {
    const error = assertThrows(() => serverReads(text), ProtocolError, rule);
    const begin = `Cannot read "${shown}" as a message of the json protocol: `;
    assertEquals(error.message.slice(0, begin.length), begin);
  }
});

Deno.test("`jsonServer()` refuses an object that is not UTF-8", () => {
  const bytes = joined([bytesOf('{"a":"'), hex("ff"), bytesOf('"}')]);
  assertThrows(
    () => jsonServer().reader().push(bytes),
    ProtocolError,
    'Cannot read "{"a":"\\xff"}" as',
  );
});

Deno.test("`jsonServer()` takes an object of its limit and no more", () => {
  const fits = `{"a":"${"x".repeat(12)}"}`;
  const { reader } = jsonServer({ maxMessageBytes: 20 });
  assertEquals(reader().push(bytesOf(fits)).length, 1);
  for (const sizes of [[], [20], [1, 19, 1]]) {
    const outcome = outcomeOf(
      reader(),
      bytesOf(` {}{ ${fits.slice(1)}`),
      sizes,
    );
    assertEquals(outcome.messages.length, 1);
    assertEquals(outcome.rule, "it must end within 20 bytes");
  }
});

Deno.test("`jsonServer()` ends an endless object at 1 MiB", () => {
  const reader = jsonServer().reader();
  const portion = new Uint8Array(65_536).fill(0x7b);
  let pushed = 0;
  const error = assertThrows(
    () => {
      for (; pushed < 100; pushed++) reader.push(portion);
    },
    ProtocolError,
    `it must end within ${MAX_JSON_MESSAGE_BYTES} bytes`,
  );
  assertEquals(pushed, 15);
  assertEquals(error.bytes.length, 64);
});

Deno.test("`jsonServer()` refuses a limit that is none", () => {
  for (const maxMessageBytes of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(
      () => jsonServer({ maxMessageBytes }),
      RangeError,
      `current value is ${maxMessageBytes}`,
    );
  }
});

Deno.test("`jsonServer()` survives an object nested as deep as fits", () => {
  const half = MAX_JSON_MESSAGE_BYTES / 2 - 8;
  const text = `{"a":${"[".repeat(half)}${"]".repeat(half)}}`;
  assertEquals(jsonServer().reader().push(bytesOf(text)).length, 1);
});

Deno.test("`jsonClient()` reads beats and commands between them", () => {
  const stream = 'heartbeatheart stop heartbeat\n{"cmd":"heartbeat"}go' +
    "heartbeatheartbeatend";
  assertEquals(jsonClient().reader().push(bytesOf(stream)), [
    BEAT[1],
    command("heart stop ")[1],
    BEAT[1],
    command('{"cmd":"heartbeat"}')[1],
    command("go")[1],
    BEAT[1],
    BEAT[1],
  ]);
});

Deno.test("`jsonClient()` knows a stranger by its first bytes", () => {
  for (const text of ["SSH-2.0-OpenSSH_9.2", "heartX", "\0", " OK"]) {
    assertThrows(
      () => jsonClient().reader().push(bytesOf(text)),
      ProtocolError,
      'a server must begin with "heartbeat" or an object',
    );
  }
  assertEquals(jsonClient().reader().push(bytesOf("hear")), []);
});

Deno.test("`jsonClient()` bounds a command, however it came", () => {
  const { reader } = jsonClient({ maxMessageBytes: 10 });
  const fits = bytesOf("heartbeat0123456789heartbeat");
  const long = bytesOf("heartbeat0123456789aheartbeat");
  const endless = bytesOf("heartbeat0123456789012345678");
  for (const sizes of [[], [9, 10, 1, 8], Array.from(long, () => 1)]) {
    assertEquals(outcomeOf(reader(), fits, sizes), {
      messages: [BEAT[1], command("0123456789")[1], BEAT[1]],
    });
    for (const stream of [long, endless]) {
      assertEquals(outcomeOf(reader(), stream, sizes), {
        messages: [BEAT[1]],
        rule: "it must end within 10 bytes",
      });
    }
  }
});

/** Objects with strings full of braces, quotes, escapes and any script. */
const someObject: fc.Arbitrary<Part> = fc.tuple(
  fc.constantFrom("Project", "Performance", "Status", "Weather", ""),
  fc.dictionary(
    fc.string({ unit: fc.constantFrom("{", "}", '"', "\\", "ä", "🚫", "a") }),
    fc.jsonValue(),
    { maxKeys: 3 },
  ),
  fc.constantFrom(undefined, 2),
).map(([Type, more, indent]) =>
  object(
    JSON.stringify({ Type, more }, undefined, indent),
    Type,
    Type !== "Weather" && Type !== "",
  )
);

Deno.test("`jsonServer()` reads the same in any portions", () => {
  const streams = fc.array(fc.oneof(fc.constant(ANSWER), someObject));
  assertReadsAll(streams, jsonServer().reader);
  const pieces = ["{", "}", '"', "\\", '{"Type":', '"Heartbeat"}', " ", "{}"];
  assertSameInAnyPortions(
    noise(pieces),
    jsonServer({ maxMessageBytes: 30 }).reader,
  );
});

Deno.test("`jsonClient()` reads the same in any portions", () => {
  const someCommand = someObject.map(([bytes]) =>
    command(new TextDecoder().decode(bytes))
  );
  const streams = fc.array(fc.oneof(fc.constant(BEAT), someCommand));
  assertReadsAll(streams, jsonClient().reader);
  const pieces = ["heartbeat", "heart", "h", "{", "}", '"', " ", "stop"];
  const any = noise(pieces).map((rest) => joined([BEAT[0], rest]));
  assertSameInAnyPortions(any, jsonClient({ maxMessageBytes: 15 }).reader);
  assertSameInAnyPortions(noise(pieces), jsonClient().reader);
});
