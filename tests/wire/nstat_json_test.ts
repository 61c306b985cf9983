import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  counterDelta,
  heldBackPackets,
  keptOutPackets,
  KERNEL_COUNTERS,
  type KernelCounters,
  parseNstatJson,
} from "../../src/wire/nstat_json.ts";
import runs from "./fixtures/nstat_linux.json" with { type: "json" };

type CaseName = keyof typeof runs.cases;

function read(kernel: unknown): KernelCounters {
  const reading = parseNstatJson(JSON.stringify({ kernel }));
  assert(reading.ok);
  return reading.value;
}

function deltaOf(name: CaseName): KernelCounters {
  const { before, after } = runs.cases[name];
  return counterDelta(read(before), read(after));
}

Deno.test("`parseNstatJson()` reads every counter that this kernel has", () => {
  const reading = parseNstatJson(runs.whole.join("\n"));
  assert(reading.ok);
  assertEquals(Object.keys(reading.value).length, KERNEL_COUNTERS.length);
});

Deno.test("`parseNstatJson()` leaves out what is no count", () => {
  assertEquals(
    read({ TcpInSegs: 7, TcpOutSegs: -1, TcpOutRsts: "2", IpOutRequests: 1.5 }),
    { TcpInSegs: 7 },
  );
});

Deno.test("`parseNstatJson()` says why when the text is not nstat's", () => {
  for (const text of ["", "nstat: error", "[]", '{"kernel":[]}', "{}"]) {
    assertEquals(parseNstatJson(text).ok, false, text);
  }
});

Deno.test("`counterDelta()` leaves out what went backwards or is in one look", () => {
  const before = { TcpInSegs: 5, TcpOutSegs: 5, TcpOutRsts: 1 };
  const after = { TcpInSegs: 9, TcpOutSegs: 4, IpOutRequests: 3 };
  assertEquals(counterDelta(before, after), { TcpInSegs: 4 });
});

Deno.test("`heldBackPackets()` is above 0 when this host dropped or rejected", () => {
  const table: [CaseName, number][] = [
    ["v4 connected", 0],
    ["v4 closed port", 0],
    ["v4 remote drop", 0],
    ["v4 remote reset", 0],
    ["v4 remote ICMP reject", 0],
    ["v4 remote prohibited", 0],
    ["v4 neighbour silent", 0],
    ["v4 local input drop", 0],
    ["v4 local drop", 2],
    ["v4 local reset", 1],
    ["v4 local ICMP reject", 1],
    ["v4 local prohibited", 1],
    ["v6 connected", 0],
    ["v6 closed port", 0],
    ["v6 remote drop", 0],
    ["v6 remote reset", 0],
    ["v6 remote ICMP reject", 0],
    ["v6 remote prohibited", 0],
    ["v6 neighbour silent", 0],
    ["v6 local input drop", 0],
    ["v6 local drop", 2],
    ["v6 local ICMP reject", 2],
    ["v6 local prohibited", 2],
    // The kernel counts the reset as if it were the request.
    ["v6 local reset", 0],
  ];
  for (const [name, expected] of table) {
    const family = name.startsWith("v4") ? 4 : 6;
    assertEquals(heldBackPackets(deltaOf(name), family), expected, name);
  }
});

Deno.test("`heldBackPackets()` is unknown when the kernel does not count", () => {
  assertEquals(heldBackPackets({ IpOutRequests: 3 }, 4), undefined);
  assertEquals(heldBackPackets({ IpOutRequests: 3, IpOutTransmits: 4 }, 4), 0);
});

Deno.test("`keptOutPackets()` is above 0 when this host drops the answer", () => {
  for (const family of [4, 6] as const) {
    const prefix = family === 4 ? "v4" as const : "v6" as const;
    const dropped = deltaOf(`${prefix} local input drop`);
    assertEquals(keptOutPackets(dropped, family), 3);
    for (const name of ["connected", "remote drop", "local drop"] as const) {
      const delta = deltaOf(`${prefix} ${name}`);
      assertEquals(keptOutPackets(delta, family), 0, name);
    }
  }
});

Deno.test("`counterDelta()` tells an ICMP reject from a reset when refused", () => {
  for (const prefix of ["v4", "v6"] as const) {
    const icmp = prefix === "v4" ? "IcmpInDestUnreachs" : "Icmp6InDestUnreachs";
    const reject = deltaOf(`${prefix} remote ICMP reject`);
    assertEquals(reject.TcpInSegs, 0);
    assert((reject[icmp] ?? 0) > 0);
    for (const name of ["closed port", "remote reset"] as const) {
      const reset = deltaOf(`${prefix} ${name}`);
      assertEquals(reset.TcpInSegs, 1);
      assertEquals(reset[icmp], 0);
    }
  }
});

Deno.test("`parseNstatJson()` never throws whatever it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    parseNstatJson(text);
  }));
  const name = fc.constantFrom<string>(...KERNEL_COUNTERS);
  const kernel = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }));
  fc.assert(fc.property(kernel, kernel, (before, after) => {
    const delta = counterDelta(read(before), read(after));
    assert(Object.values(delta).every((value) => value >= 0));
  }));
});
