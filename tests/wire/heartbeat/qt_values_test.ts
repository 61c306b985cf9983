import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  decodeQtBytes,
  encodeQtBytes,
} from "../../../src/wire/heartbeat/qt_bytes.ts";
import {
  decodeQtString,
  encodeQtString,
} from "../../../src/wire/heartbeat/qt_string.ts";
import { anyText, hex, joined } from "./portions.ts";

const EMPTY = new Uint8Array();

Deno.test("`encodeQtString()` writes the bytes that QDataStream writes", () => {
  assertEquals(encodeQtString(null), hex("ff ff ff ff"));
  assertEquals(encodeQtString(""), hex("00 00 00 00"));
  assertEquals(encodeQtString("Aä"), hex("00 00 00 04 00 41 00 e4"));
  assertEquals(encodeQtString("🚫"), hex("00 00 00 04 d8 3d de ab"));
});

Deno.test("`encodeQtBytes()` writes the bytes that QDataStream writes", () => {
  assertEquals(encodeQtBytes(null), hex("ff ff ff ff"));
  assertEquals(encodeQtBytes(EMPTY), hex("00 00 00 00"));
  assertEquals(encodeQtBytes(hex("ff d8")), hex("00 00 00 02 ff d8"));
});

Deno.test("`decodeQtString()` tells null from empty", () => {
  assertEquals(decodeQtString(hex("ff ff ff ff"), 0), { value: null, end: 4 });
  assertEquals(decodeQtString(hex("00 00 00 00"), 0), { value: "", end: 4 });
});

Deno.test("`decodeQtString()` keeps a byte order mark and any text", () => {
  assertEquals(decodeQtString(hex("00 00 00 02 fe ff"), 0)?.value, "\ufeff");
  assertEquals(decodeQtString(hex("00 00 00 02 d8 00"), 0)?.value, "\ufffd");
});

Deno.test("`decodeQtString()` refuses a length that is odd or too long", () => {
  for (
    const bytes of ["", "00 00 00", "00 00 00 01 00", "00 00 00 02 00"]
      .concat("ff ff ff fe 00 41", "80 00 00 00", "7f ff ff ff")
  ) {
    assertEquals(decodeQtString(hex(bytes), 0), undefined, bytes);
  }
  assertEquals(decodeQtBytes(hex("00 00 00 02 00"), 0), undefined);
  assertEquals(decodeQtBytes(hex("00 00 00 00"), 1), undefined);
});

const padding = fc.uint8Array({ maxLength: 5 });

Deno.test("`decodeQtString()` reads what `encodeQtString()` wrote", () => {
  const text = fc.option(anyText);
  fc.assert(fc.property(text, padding, padding, (value, before, after) => {
    const own = encodeQtString(value);
    const all = joined([before, own, after]);
    const end = before.length + own.length;
    assertEquals(decodeQtString(all, before.length), { value, end });
  }));
});

Deno.test("`decodeQtBytes()` reads what `encodeQtBytes()` wrote", () => {
  const bytes = fc.option(fc.uint8Array());
  fc.assert(fc.property(bytes, padding, padding, (value, before, after) => {
    const own = encodeQtBytes(value);
    const all = joined([before, own, after]);
    const end = before.length + own.length;
    assertEquals(decodeQtBytes(all, before.length), { value, end });
    const view = new Uint8Array(joined([before, all]).buffer, before.length);
    assertEquals(decodeQtBytes(view, before.length), { value, end });
  }));
});
