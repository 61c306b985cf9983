import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { NetworkInterfaceFact } from "../../src/model/host_facts.ts";
import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../../src/model/limits.ts";
import { parseIpAddrJson } from "../../src/wire/ip_addr_json.ts";
import { asJson, captured } from "./captured.ts";
import runs from "./fixtures/ip_linux.json" with { type: "json" };

function interfacesOf(name: string): readonly NetworkInterfaceFact[] {
  const reading = parseIpAddrJson(captured(runs, name).stdout);
  assert(reading.ok);
  assertEquals(reading.skipped, 0);
  return reading.value;
}

function eth0(name: string): NetworkInterfaceFact {
  const found = interfacesOf(name).find((fact) => fact.name === "eth0");
  assert(found);
  return found;
}

Deno.test("`parseIpAddrJson()` reads flags, kind and addresses when all is well", () => {
  const [lo] = interfacesOf("addr");
  assertEquals(lo?.loopback, true);
  assertEquals(lo?.operState, "UNKNOWN");
  const fact = eth0("addr");
  assertEquals(
    asJson({ ...fact, addresses: fact.addresses.slice(0, 1) }),
    {
      name: "eth0",
      index: 2,
      up: true,
      carrier: true,
      operState: "UP",
      kind: "veth",
      loopback: false,
      pointToPoint: false,
      mtuBytes: 1500,
      addresses: [{
        family: 4,
        address: "10.77.1.2",
        prefixLength: 24,
        scope: "global",
        tentative: false,
        duplicate: false,
        deprecated: false,
      }],
    },
  );
  assertEquals(fact.addresses.map((address) => address.scope), [
    "global",
    "global",
    "link",
  ]);
});

Deno.test("`parseIpAddrJson()` tells a missing carrier from a disabled interface", () => {
  assertEquals(eth0("carrier lost addr").up, true);
  assertEquals(eth0("carrier lost addr").carrier, false);
  assertEquals(eth0("down addr").up, false);
  assertEquals(eth0("down addr").carrier, undefined);
  assertEquals(eth0("down addr").addresses.length, 1);
});

Deno.test("`parseIpAddrJson()` keeps what makes an address unusable", () => {
  function flagsOf(name: string, address: string): unknown {
    const found = eth0(name).addresses.find((a) => a.address === address);
    return [found?.tentative, found?.duplicate, found?.deprecated];
  }
  assertEquals(flagsOf("tentative addr", "fd77:1::77"), [true, false, false]);
  assertEquals(flagsOf("dadfailed addr", "fd77:1::88"), [true, true, false]);
  assertEquals(flagsOf("deprecated addr", "fd77:1::99"), [false, false, true]);
});

Deno.test("`parseIpAddrJson()` names kind, master and parent when they are virtual", () => {
  const table = interfacesOf("kinds addr").map((fact) => [
    fact.name,
    fact.kind ?? "",
    fact.master ?? "",
    fact.parent ?? "",
    fact.pointToPoint,
  ]);
  assertEquals(table, [
    ["lo", "", "", "", false],
    ["eth0", "veth", "", "", false],
    ["br0", "bridge", "", "", false],
    ["docker0", "bridge", "", "", false],
    ["virbr0", "bridge", "", "", false],
    ["vnet0", "tun", "virbr0", "", false],
    ["tun0", "tun", "", "", true],
    ["vx0", "vxlan", "", "", false],
    ["mv0", "macvlan", "", "eth0", false],
    ["ifb0", "ifb", "", "", false],
    ["eth1", "veth", "br0", "", false],
    ["eth2", "veth", "", "", false],
  ]);
});

Deno.test("`parseIpAddrJson()` skips empty objects and counts unreadable ones", () => {
  const text = '[{},{"ifname":"a","flags":null,"addr_info":[{"local":"x"}]},7]';
  const reading = parseIpAddrJson(text);
  assert(reading.ok);
  assertEquals(reading.skipped, 1);
  assertEquals(reading.value.map((fact) => [fact.name, fact.up]), [[
    "a",
    false,
  ]]);
  assertEquals(reading.value[0]?.addresses, []);
});

Deno.test("`parseIpAddrJson()` says why when the text is no JSON or too long", () => {
  const usage = parseIpAddrJson(captured(runs, "busybox no json").stderr);
  assert(!usage.ok);
  assert(usage.error.startsWith("Cannot read as JSON: current value begins"));
  const long = parseIpAddrJson(" ".repeat(MAX_SUBPROCESS_OUTPUT_BYTES) + "[]");
  assert(!long.ok);
  assert(long.error.includes("262144 characters"));
});

Deno.test("`parseIpAddrJson()` never throws whatever it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    parseIpAddrJson(text);
  }));
  const key = fc.constantFrom(
    ...["ifname", "flags", "addr_info", "linkinfo", "local", "prefixlen"],
  );
  const entry = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }));
  fc.assert(fc.property(fc.array(entry), (list) => {
    assert(parseIpAddrJson(JSON.stringify(list)).ok);
  }));
});
