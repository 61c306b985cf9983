import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { parseIpNeighJson } from "../../src/wire/ip_neigh_json.ts";
import { asJson, captured } from "./captured.ts";
import runs from "./fixtures/ip_linux.json" with { type: "json" };

Deno.test("`parseIpNeighJson()` reads state and link address of each entry", () => {
  const reading = parseIpNeighJson(captured(runs, "neigh").stdout);
  assert(reading.ok);
  assertEquals(reading.skipped, 0);
  assertEquals(
    reading.value.map((entry) => [entry.address, ...entry.states]),
    [
      ["10.77.1.3", "failed"],
      ["10.77.1.70", "permanent"],
      ["10.77.1.60", "failed"],
      ["10.77.1.1", "delay"],
      ["10.77.1.61", "failed"],
      ["10.77.1.62", "incomplete"],
      ["fd77:1::1", "delay"],
      ["fd77:1::60", "failed"],
      ["fe80::1cc8:90ff:feef:584d", "stale"],
    ],
  );
  assertEquals(asJson(reading.value[1]), {
    address: "10.77.1.70",
    device: "eth0",
    linkAddress: "02:00:00:00:00:70",
    states: ["permanent"],
  });
});

Deno.test("`parseIpNeighJson()` reads an empty list when nobody is known", () => {
  for (const text of [captured(runs, "no neighbours").stdout, "", "[{}]"]) {
    assertEquals(parseIpNeighJson(text), { ok: true, value: [], skipped: 0 });
  }
});

Deno.test("`parseIpNeighJson()` calls a state that it does not know unknown", () => {
  const text = '[{"dst":"10.0.0.1","dev":"e","state":["0x100","STALE"]}]';
  const reading = parseIpNeighJson(text);
  assert(reading.ok);
  assertEquals(reading.value[0]?.states, ["unknown", "stale"]);
});

Deno.test("`parseIpNeighJson()` never throws whatever it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    parseIpNeighJson(text);
  }));
  const key = fc.constantFrom("dst", "dev", "lladdr", "state");
  const entry = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }));
  fc.assert(fc.property(fc.array(entry), (list) => {
    assert(parseIpNeighJson(JSON.stringify(list)).ok);
  }));
});
