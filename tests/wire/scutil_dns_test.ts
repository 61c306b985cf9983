import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { parseScutilDns } from "../../src/wire/scutil_dns.ts";
import { asJson, captured } from "./captured.ts";
import runs from "./fixtures/macos_host.json" with { type: "json" };

Deno.test("`parseScutilDns()` reads whom the system asks about every name", () => {
  const servers = parseScutilDns(captured(runs, "scutil").stdout);
  assertEquals(asJson(servers), [
    { address: "192.0.2.53", device: "en0" },
    { address: "2001:db8::53", device: "en0" },
    { address: "192.0.2.54" },
  ]);
});

Deno.test("`parseScutilDns()` finds nobody when nothing is configured", () => {
  assertEquals(parseScutilDns("No DNS configuration available"), []);
  assertEquals(parseScutilDns(""), []);
});

Deno.test("`parseScutilDns()` never throws whatever it is given", () => {
  const lines = captured(runs, "scutil").stdout.split("\n");
  const line = fc.oneof(
    fc.constantFrom(...lines),
    fc.string({ unit: "binary" }),
  );
  fc.assert(fc.property(fc.array(line), (some) => {
    assert(parseScutilDns(some.join("\n")).length <= 3);
  }));
});
