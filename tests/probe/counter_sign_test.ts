import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import {
  type AttemptEnd,
  type CounterSign,
  counterSign,
} from "../../src/probe/counter_sign.ts";
import {
  counterDelta,
  type KernelCounters,
  parseNstatJson,
} from "../../src/wire/nstat_json.ts";
import runs from "../wire/fixtures/nstat_linux.json" with { type: "json" };

type CaseName = keyof typeof runs.cases;

const END_BY_OUTCOME: Readonly<Record<string, AttemptEnd>> = {
  connected: "connected",
  ECONNREFUSED: "refused",
  timeout: "silent",
};

function read(kernel: unknown): KernelCounters {
  const reading = parseNstatJson(JSON.stringify({ kernel }));
  assert(reading.ok);
  return reading.value;
}

function deltaOf(name: CaseName): KernelCounters {
  const { before, after } = runs.cases[name];
  return counterDelta(read(before), read(after));
}

/** The sign of a captured attempt, with other traffic of the host added. */
function signOf(name: CaseName, noise: KernelCounters = {}): CounterSign {
  const delta: Record<string, number> = { ...deltaOf(name) };
  for (const [counter, change] of Object.entries(noise)) {
    delta[counter] = (delta[counter] ?? 0) + change;
  }
  const end = END_BY_OUTCOME[runs.cases[name].outcome] ?? "failed";
  return counterSign(delta, name.startsWith("v4") ? 4 : 6, end);
}

Deno.test("`counterSign()` reads every captured attempt over IPv4", () => {
  const table: [CaseName, CounterSign][] = [
    ["v4 connected", "clean"],
    ["v4 closed port", "clean"],
    ["v4 remote drop", "clean"],
    ["v4 remote reset", "clean"],
    ["v4 neighbour silent", "clean"],
    ["v4 local drop", "dropped"],
    ["v4 local reset", "rejected"],
    ["v4 local ICMP reject", "rejected"],
    ["v4 local prohibited", "rejected"],
    ["v4 remote ICMP reject", "rejected-elsewhere"],
    ["v4 remote prohibited", "rejected-elsewhere"],
    ["v4 local input drop", "unclear"],
  ];
  for (const [name, sign] of table) assertEquals(signOf(name), sign, name);
});

Deno.test("`counterSign()` reads every captured attempt over IPv6", () => {
  const table: [CaseName, CounterSign][] = [
    ["v6 connected", "clean"],
    ["v6 closed port", "clean"],
    ["v6 remote drop", "clean"],
    ["v6 remote reset", "clean"],
    ["v6 local drop", "dropped"],
    ["v6 local reset", "rejected"],
    ["v6 local ICMP reject", "rejected"],
    ["v6 local prohibited", "rejected"],
    ["v6 remote ICMP reject", "rejected-elsewhere"],
    ["v6 remote prohibited", "rejected-elsewhere"],
    ["v6 local input drop", "unclear"],
  ];
  for (const [name, sign] of table) assertEquals(signOf(name), sign, name);
});

Deno.test("`counterSign()` counts nothing as held back that other protocols lost", () => {
  const ping = { IpOutRequests: 1, IpOutDiscards: 1 };
  assertEquals(signOf("v4 remote drop", ping), "unclear");
  assertEquals(signOf("v4 closed port", ping), "unclear");
  assertEquals(signOf("v4 local drop", ping), "dropped");
  const ping6 = { Ip6OutRequests: 1, Ip6OutDiscards: 1 };
  assertEquals(signOf("v6 remote drop", ping6), "unclear");
  assertEquals(signOf("v6 local drop", ping6), "dropped");
});

Deno.test("`counterSign()` excludes nothing where this host forwards for others", () => {
  const forwarded = { IpInReceives: 1, IpOutTransmits: 1 };
  assertEquals(signOf("v4 remote drop", forwarded), "unclear");
  assertEquals(signOf("v4 closed port", forwarded), "unclear");
});

Deno.test("`counterSign()` excludes nothing where packets came in for nobody", () => {
  const chatter = { IpInReceives: 2 };
  assertEquals(signOf("v4 remote drop", chatter), "unclear");
  assertEquals(signOf("v4 closed port", chatter), "unclear");
});

Deno.test("`counterSign()` cannot tell an ICMP error from a reset when both came", () => {
  const segments = { IpInReceives: 1, IpInDelivers: 1, TcpInSegs: 1 };
  assertEquals(signOf("v4 remote ICMP reject", segments), "unclear");
  const error = { IpInReceives: 1, IpInDelivers: 1, IcmpInDestUnreachs: 1 };
  assertEquals(signOf("v4 closed port", error), "unclear");
  assertEquals(signOf("v4 remote prohibited", segments), "rejected-elsewhere");
});

Deno.test("`counterSign()` takes an ICMP error for another's when the attempt goes on", () => {
  const error = { IpInReceives: 1, IpInDelivers: 1, IcmpInDestUnreachs: 1 };
  assertEquals(signOf("v4 remote drop", error), "unclear");
});

Deno.test("`counterSign()` cannot tell who made an IPv6 reset among other packets", () => {
  const other = { Ip6OutRequests: 1, Ip6OutTransmits: 1, Ip6OutOctets: 72 };
  assertEquals(signOf("v6 closed port", other), "unclear");
  assertEquals(signOf("v6 local reset", other), "unclear");
});

Deno.test("`counterSign()` knows an IPv6 reset of this host's own closed port", () => {
  const loopback = {
    TcpActiveOpens: 1,
    TcpInSegs: 2,
    TcpOutSegs: 2,
    TcpOutRsts: 1,
    Ip6InReceives: 2,
    Ip6InDelivers: 2,
    Ip6OutRequests: 2,
    Ip6OutTransmits: 2,
    Ip6OutOctets: 140,
  };
  assertEquals(counterSign(loopback, 6, "refused"), "clean");
});

Deno.test("`counterSign()` still tells ICMP errors on a kernel that counts no transmits", () => {
  function old(name: CaseName, family: 4 | 6, end: AttemptEnd) {
    const { IpOutTransmits: _, Ip6OutTransmits: __, ...delta } = deltaOf(name);
    return counterSign(delta, family, end);
  }
  assertEquals(
    old("v4 remote ICMP reject", 4, "refused"),
    "rejected-elsewhere",
  );
  assertEquals(old("v6 remote prohibited", 6, "failed"), "rejected-elsewhere");
  assertEquals(old("v4 local drop", 4, "silent"), "unclear");
  assertEquals(old("v4 closed port", 4, "refused"), "unclear");
  assertEquals(old("v4 local ICMP reject", 4, "refused"), "unclear");
  assertEquals(old("v6 local reset", 6, "refused"), "unclear");
});

Deno.test("`counterSign()` says so when nothing was sent", () => {
  const still = counterDelta(
    read(runs.cases["v4 connected"].before),
    read(runs.cases["v4 connected"].before),
  );
  assertEquals(counterSign(still, 4, "failed"), "not-sent");
  assertEquals(counterSign(still, 6, "failed"), "not-sent");
  // What moved the counters is a connection of the other family.
  const other = {
    ...still,
    IpOutRequests: 2,
    IpOutTransmits: 2,
    TcpOutSegs: 2,
  };
  assertEquals(counterSign(other, 6, "failed"), "not-sent");
});
