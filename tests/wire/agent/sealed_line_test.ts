import { assertEquals } from "@std/assert/equals";
import { crc32 } from "../../../src/wire/agent/crc32.ts";
import {
  mayBeSealed,
  openLine,
  sealLine,
} from "../../../src/wire/agent/sealed_line.ts";

Deno.test("`crc32()` gives the check value of the standard", () => {
  assertEquals(crc32("123456789"), 0xcbf43926);
  assertEquals(crc32(""), 0);
});

Deno.test("`openLine()` refuses when the checksum is right and the JSON is not", () => {
  for (const json of ["{]}", "{} {}"]) {
    const sum = crc32(json).toString(16).padStart(8, "0");
    assertEquals(openLine(`${sum} ${json}`), undefined);
  }
});

Deno.test("`mayBeSealed()` knows its own lines when torn at any byte", () => {
  const line = sealLine({ é: "ü" });
  for (let length = 0; length <= line.length; length++) {
    assertEquals(mayBeSealed(line.slice(0, length)), true);
  }
  assertEquals(mayBeSealed("\0".repeat(50)), true);
  const others = ["{}", "root:x:0:0", "deadbeef\nx", "#!/bin/sh", "\n"];
  for (const text of others) assertEquals(mayBeSealed(text), false, text);
});
