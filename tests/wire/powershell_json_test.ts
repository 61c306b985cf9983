import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  parseWindowsHost,
  type WindowsHost,
} from "../../src/wire/powershell_json.ts";
import { asJson } from "./captured.ts";
import runs from "./fixtures/windows_host.json" with { type: "json" };

function read(host: unknown): WindowsHost {
  const reading = parseWindowsHost("\uFEFF" + JSON.stringify(host));
  assert(reading.ok);
  return reading.value;
}

Deno.test("`parseWindowsHost()` reads the state and kind of each adapter", () => {
  const table = read(runs.host).interfaces?.map((fact) => [
    fact.name,
    fact.up,
    fact.carrier,
    fact.kind,
  ]);
  assertEquals(table, [
    ["Ethernet", true, false, undefined],
    ["WLAN", true, true, undefined],
    ["以太网 2", false, undefined, undefined],
    ["vEthernet (WSL)", true, true, "bridge"],
    ["wg0", true, true, "wireguard"],
    ["VMware Network Adapter VMnet8", true, true, "bridge"],
    ["Ethernet 5", true, undefined, "dummy"],
    ["Loopback Pseudo-Interface 1", true, true, undefined],
  ]);
});

Deno.test("`parseWindowsHost()` gives each adapter its addresses", () => {
  const interfaces = read(runs.host).interfaces ?? [];
  const table = interfaces.flatMap((fact) =>
    fact.addresses.map((address) =>
      [
        fact.name,
        address.address,
        address.prefixLength,
        address.scope,
        address.tentative ? "tentative" : "",
        address.duplicate ? "duplicate" : "",
        address.deprecated ? "deprecated" : "",
      ].join(" ").trim()
    )
  );
  assertEquals(table, [
    "Ethernet 169.254.13.7 16 link tentative",
    "WLAN fe80::8d2b:1 64 link",
    "WLAN 192.0.2.5 24 global",
    "以太网 2 198.51.100.9 24 global  duplicate",
    "wg0 10.8.0.2 32 global   deprecated",
    "Loopback Pseudo-Interface 1 ::1 128 host",
    "Loopback Pseudo-Interface 1 127.0.0.1 8 host",
  ]);
  assertEquals(interfaces.at(-1)?.loopback, true);
});

Deno.test("`parseWindowsHost()` reads the state of each neighbour", () => {
  const table = read(runs.host).neighbours?.map((entry) => [
    entry.address,
    entry.linkAddress,
    ...entry.states,
  ]);
  assertEquals(table, [
    ["192.0.2.1", "74:7d:24:dc:0d:2f", "reachable"],
    ["192.0.2.50", undefined, "failed"],
    ["192.0.2.51", undefined, "incomplete"],
    ["fe80::1", "74:7d:24:dc:0d:2f", "stale"],
    ["224.0.0.22", "01:00:5e:00:00:16", "permanent"],
  ]);
  const words = ["Unreachable", "Stale", "Erreichbar", 9, null].map(
    (State) => ({ InterfaceAlias: "a", IPAddress: "192.0.2.1", State }),
  );
  assertEquals(
    read({ neighbours: words }).neighbours?.map((entry) => entry.states[0]),
    ["failed", "stale", "unknown", "unknown", "unknown"],
  );
});

Deno.test("`parseWindowsHost()` keeps name servers once and no placeholders", () => {
  assertEquals(asJson(read(runs.host).nameServers), [
    { address: "192.0.2.53", device: "WLAN" },
    { address: "192.0.2.54", device: "WLAN" },
  ]);
});

Deno.test("`parseWindowsHost()` reads one object like a list of one", () => {
  const [first] = runs.host.adapters;
  const alone = read({ adapters: first });
  assertEquals(alone.interfaces?.map((fact) => fact.name), ["Ethernet"]);
  const wrapped = read({ adapters: { value: [first], Count: 1 } });
  assertEquals(wrapped.interfaces, alone.interfaces);
});

Deno.test("`parseWindowsHost()` leaves a part unknown when it is missing", () => {
  assertEquals(read({ adapters: null, addresses: [] }), {
    interfaces: undefined,
    neighbours: undefined,
    nameServers: undefined,
  });
  assertEquals(read({ adapters: [], neighbours: [], nameServers: [] }), {
    interfaces: [],
    neighbours: [],
    nameServers: [],
  });
});

Deno.test("`parseWindowsHost()` says why when the text is no object", () => {
  for (const text of ["", "[]", "null", "The term is not recognized"]) {
    assertEquals(parseWindowsHost(text).ok, false, text);
  }
});

Deno.test("`parseWindowsHost()` never throws whatever it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    parseWindowsHost(text);
  }));
  const key = fc.constantFrom(
    ...["Name", "InterfaceAlias", "IPAddress", "PrefixLength", "State"],
    ...["AddressState", "ServerAddresses", "MediaConnectState", "value"],
  );
  const part = fc.oneof(
    fc.array(fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }))),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const host = fc.record({
    adapters: part,
    addresses: part,
    neighbours: part,
    nameServers: part,
  });
  fc.assert(fc.property(host, (value) => {
    assert(parseWindowsHost(JSON.stringify(value)).ok);
  }));
});
