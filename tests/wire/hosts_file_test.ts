import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  lookupInHostsFile,
  MAX_HOSTS_ADDRESSES,
  MAX_HOSTS_LENGTH,
} from "../../src/wire/hosts_file.ts";

const HOSTS = [
  "127.0.0.1\tlocalhost",
  "# 192.0.2.9 commented.example",
  "192.0.2.1   Proxy.Example proxy p1 # the proxy",
  "::1 localhost ip6-localhost",
  "2001:db8::1 proxy.example",
  "192.0.2.1 proxy",
  "nonsense proxy",
  "192.0.2.7",
].join("\r\n");

Deno.test("`lookupInHostsFile()` finds names and aliases in any case", () => {
  assertEquals(lookupInHostsFile(HOSTS, "localhost"), ["127.0.0.1", "::1"]);
  assertEquals(lookupInHostsFile(HOSTS, "PROXY.example."), [
    "192.0.2.1",
    "2001:db8::1",
  ]);
  assertEquals(lookupInHostsFile(HOSTS, "proxy"), ["192.0.2.1"]);
  assertEquals(lookupInHostsFile(HOSTS, "P1"), ["192.0.2.1"]);
});

Deno.test("`lookupInHostsFile()` finds nothing in comments or addresses", () => {
  for (
    const name of ["commented.example", "192.0.2.7", "the", "example", "", "."]
  ) {
    assertEquals(lookupInHostsFile(HOSTS, name), [], name);
  }
});

Deno.test("`lookupInHostsFile()` ends at its bounds", () => {
  const lines = Array.from({ length: 100 }, (_, i) => `192.0.2.${i} many`);
  const found = lookupInHostsFile(lines.join("\n"), "many");
  assertEquals(found.length, MAX_HOSTS_ADDRESSES);
  const filler = "#".repeat(MAX_HOSTS_LENGTH) + "\n192.0.2.1 late";
  assertEquals(lookupInHostsFile(filler, "late"), []);
});

Deno.test("`lookupInHostsFile()` never throws whatever it is given", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, text, (file, name) => {
    assert(lookupInHostsFile(file, name).length <= MAX_HOSTS_ADDRESSES);
  }));
});
