import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { NetworkInterfaceFact } from "../../src/model/host_facts.ts";
import { parseIfconfigOutput } from "../../src/wire/ifconfig_output.ts";
import { asJson, captured } from "./captured.ts";
import runs from "./fixtures/macos_host.json" with { type: "json" };

const TEXT = captured(runs, "ifconfig").stdout;

function interfaces(): readonly NetworkInterfaceFact[] {
  const reading = parseIfconfigOutput(TEXT);
  assert(reading.ok);
  return reading.value;
}

function named(name: string): NetworkInterfaceFact {
  const found = interfaces().find((fact) => fact.name === name);
  assert(found, name);
  return found;
}

Deno.test("`parseIfconfigOutput()` reads flags, status and addresses", () => {
  const en0 = named("en0");
  assertEquals(asJson({ ...en0, addresses: en0.addresses.slice(1, 2) }), {
    name: "en0",
    up: true,
    carrier: true,
    operState: "active",
    loopback: false,
    pointToPoint: false,
    mtuBytes: 1500,
    addresses: [{
      family: 4,
      address: "192.0.2.5",
      prefixLength: 24,
      scope: "global",
      tentative: false,
      duplicate: false,
      deprecated: false,
    }],
  });
  assertEquals(en0.addresses.map((fact) => fact.deprecated), [
    false,
    false,
    false,
    true,
  ]);
  const [duplicate, tentative] = named("en7").addresses;
  assertEquals(duplicate?.duplicate, true);
  assertEquals(tentative?.tentative, true);
  assertEquals(tentative?.address, "fe80::7");
});

Deno.test("`parseIfconfigOutput()` tells a missing carrier from a disabled interface", () => {
  const table = ["lo0", "en0", "en5", "en7", "utun4", "gif0"].map((name) => [
    name,
    named(name).up,
    named(name).carrier,
  ]);
  assertEquals(table, [
    ["lo0", true, true],
    ["en0", true, true],
    ["en5", false, undefined],
    ["en7", true, false],
    ["utun4", true, true],
    ["gif0", false, undefined],
  ]);
});

Deno.test("`parseIfconfigOutput()` names kind, bridge and parent", () => {
  const table = interfaces()
    .filter((fact) => fact.kind ?? fact.master ?? fact.parent)
    .map((fact) => [fact.name, fact.kind, fact.master ?? fact.parent]);
  assertEquals(table, [
    ["gif0", "ipip", undefined],
    ["stf0", "sit", undefined],
    ["anpi0", "dummy", undefined],
    ["en1", undefined, "bridge0"],
    ["bridge0", "bridge", undefined],
    ["ap1", "dummy", undefined],
    ["awdl0", "dummy", undefined],
    ["utun0", "tun", undefined],
    ["utun4", "tun", undefined],
    ["bridge100", "bridge", undefined],
    ["vmenet0", "veth", "bridge100"],
    ["vlan0", "vlan", "en0"],
  ]);
});

Deno.test("`parseIfconfigOutput()` leaves out an address with a mask of holes", () => {
  const text = "en0: flags=8863<UP> mtu 1500\n" +
    "\tinet 192.0.2.1 netmask 0xff00ff00\n\tinet 192.0.2.2 netmask 24\n" +
    "\tinet 192.0.2.3 netmask 0xffffffff\n\tinet6 x prefixlen 64\n" +
    "\tinet 192.0.2.4 netmask 0x00000000\n";
  const reading = parseIfconfigOutput(text);
  assert(reading.ok);
  assertEquals(
    reading.value[0]?.addresses.map((fact) => fact.prefixLength),
    [32, 0],
  );
});

Deno.test("`parseIfconfigOutput()` says why when no interface is in it", () => {
  assertEquals(parseIfconfigOutput("").ok, false);
  assertEquals(parseIfconfigOutput("ifconfig: no such interface").ok, false);
});

Deno.test("`parseIfconfigOutput()` never throws whatever it is given", () => {
  const line = fc.oneof(
    fc.constantFrom(...TEXT.split("\n")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(fc.property(fc.array(line), (lines) => {
    parseIfconfigOutput(lines.join("\n"));
  }));
});
