import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import {
  type ClientMessageEvent,
  SERVE_EVENT_SCHEMA,
} from "../../src/model/serve_event.ts";
import { serveNdjson } from "../../src/report/serve_ndjson.ts";
import { serveText } from "../../src/report/serve_text.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { encodeQtRecord } from "../../src/wire/heartbeat/qt_record.ts";
import { encodeQtString } from "../../src/wire/heartbeat/qt_string.ts";

function message(
  protocol: string,
  bytes: Uint8Array,
  type = "",
): ClientMessageEvent {
  return {
    schema: SERVE_EVENT_SCHEMA,
    event: "message",
    protocol,
    connection: 1,
    address: "192.0.2.2:80",
    type,
    known: true,
    bytes,
    at: "2026-01-02T03:04:05.000Z",
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("`serveNdjson()` hands a JSON object on as it is", () => {
  const text = `{"Type":"Status",\r\n\t"a":[1, "é\\n\u{1f600}"]}`;
  const line = serveNdjson(message("json", bytes(text)));
  assertMatch(line, /^[ -~]+\n$/);
  const { value, size, bytes: raw } = JSON.parse(line);
  assertEquals(value, JSON.parse(text));
  assertEquals([size, raw], [bytes(text).length, undefined]);
});

Deno.test("`serveNdjson()` hands an object on however deep it is", () => {
  const text = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  const line = serveNdjson(message("json", bytes(text)));
  assertEquals(line.endsWith(`,"value":${text}}\n`), true);
});

Deno.test("`serveNdjson()` tells the text of ws and qt messages", () => {
  const ws = message("ws", bytes("\x1b[31m hello"));
  assertEquals(JSON.parse(serveNdjson(ws)).text, "\x1b[31m hello");
  const carried = encodeQtString("grüß dich");
  const record = encodeQtRecord({ type: 1, description: "", bytes: carried });
  const qt = message("qt", record, "1");
  assertEquals(JSON.parse(serveNdjson(qt)).text, "grüß dich");
  const image = message("qt", record, "2");
  assertEquals("text" in JSON.parse(serveNdjson(image)), false);
});

Deno.test("`serveText()` writes nothing that a terminal acts upon", () => {
  const event = message("ws", bytes("\x1b[31m hello\nworld"), "\x07");
  assertEquals(
    serveText(event, PLAIN_STYLE),
    "03:04:05.000 ok message        ws        #1 192.0.2.2:80  " +
      "\\x07, 17 bytes: \\x1b[31m hello\\nworld\n",
  );
});
