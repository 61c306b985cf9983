import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { NeighbourFact } from "../../src/model/host_facts.ts";
import { parseArpOutput, parseNdpOutput } from "../../src/wire/arp_output.ts";
import { captured } from "./captured.ts";
import runs from "./fixtures/macos_host.json" with { type: "json" };

function rows(neighbours: readonly NeighbourFact[]): unknown {
  return neighbours.map((entry) => [
    entry.address,
    entry.device,
    entry.linkAddress,
    ...entry.states,
  ]);
}

Deno.test("`parseArpOutput()` reads the entries of macOS", () => {
  assertEquals(rows(parseArpOutput(captured(runs, "arp").stdout)), [
    ["192.0.2.1", "en0", "74:7d:24:dc:0d:2f", "unknown"],
    ["192.0.2.50", "en0", undefined, "incomplete"],
    ["192.0.2.255", "en0", "ff:ff:ff:ff:ff:ff", "unknown"],
    ["224.0.0.251", "en0", "01:00:5e:00:00:fb", "permanent"],
    ["192.168.64.2", "bridge100", "52:54:00:01:02:03", "unknown"],
  ]);
});

Deno.test("`parseArpOutput()` reads the entries of FreeBSD and net-tools", () => {
  const bsd = parseArpOutput(captured(runs, "arp of FreeBSD").stdout);
  assertEquals(bsd.map((entry) => entry.states[0]), ["unknown", "permanent"]);
  const linux = parseArpOutput(captured(runs, "arp of net-tools").stdout);
  assertEquals(rows(linux), [
    ["192.0.2.1", "eth0", "00:50:56:c0:00:08", "unknown"],
    ["192.0.2.9", "eth0", undefined, "incomplete"],
    ["192.0.2.8", "eth0", "00:50:56:c0:00:09", "permanent"],
  ]);
});

Deno.test("`parseNdpOutput()` reads the state of each entry", () => {
  assertEquals(rows(parseNdpOutput(captured(runs, "ndp").stdout)), [
    ["fe80::1", "lo0", undefined, "permanent"],
    ["fe80::1", "en0", "74:7d:24:dc:0d:2f", "reachable"],
    ["2001:db8::5", "en0", "14:7d:da:00:00:02", "permanent"],
    ["2001:db8::20", "en0", "7e:79:07:fd:03:34", "stale"],
    ["2001:db8::30", "en0", undefined, "incomplete"],
    ["2001:db8::31", "en0", undefined, "incomplete"],
    [
      "fe80::4449:5fff:feb6:cb60",
      "awdl0",
      "46:49:5f:b6:cb:60",
      "probe",
    ],
  ]);
});

Deno.test("`parseArpOutput()` finds nothing in other text", () => {
  assertEquals(parseArpOutput("arp: not found\n? (1.2.3) at x on en0"), []);
  assertEquals(parseNdpOutput("ndp: not found\n192.0.2.1 x en0 1s R"), []);
});

Deno.test("`parseArpOutput()` never throws whatever it is given", () => {
  const lines = ["arp", "arp of FreeBSD", "arp of net-tools", "ndp"]
    .flatMap((name) => captured(runs, name).stdout.split("\n"));
  const line = fc.oneof(
    fc.constantFrom(...lines),
    fc.string({ unit: "binary" }),
  );
  fc.assert(fc.property(fc.array(line), (some) => {
    const text = some.join("\n");
    const all = [...parseArpOutput(text), ...parseNdpOutput(text)];
    assert(all.every((entry) => entry.states.length === 1));
  }));
});
