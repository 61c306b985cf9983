import { assertEquals } from "@std/assert/equals";
import type { Observation } from "../../src/model/observation.ts";
import type { NameServerAddress } from "../../src/model/name_server.ts";
import { probeResolver } from "../../src/probe/resolver.ts";
import { never } from "../io/fake_channel.ts";
import { ioError } from "../io/fake_io.ts";
import { type FakeNames, fakeNames, hostFiles } from "./fake_names.ts";

const ONE = "nameserver 192.0.2.53\n";
const TWO = `${ONE}nameserver 198.51.100.53\n`;
const BOTH = ["192.0.2.1", "2001:db8::1"];

/** Looks a name up, and tells what was seen as `subject outcome`. */
async function look(
  { io }: FakeNames,
  name = "db.test",
  nameServers?: readonly NameServerAddress[],
): Promise<readonly Observation[]> {
  const { signal } = new AbortController();
  const { observations } = await io.clock.run(probeResolver(
    { name, ...(nameServers && { nameServers }) },
    { io, signal, timeoutMs: 2000 },
  ));
  assertEquals(io.clock.sleeping, 0);
  return observations;
}

function brief(observations: readonly Observation[]): readonly string[] {
  return observations.map(({ subject, outcome }) => `${subject} ${outcome}`);
}

function asked({ questions }: FakeNames): readonly string[] {
  return questions.map(({ server, record, name }) =>
    `${server} ${record} ${name}`
  );
}

Deno.test("`probeResolver()` asks nobody for a name in the hosts file", async () => {
  const files = hostFiles(ONE, "192.0.2.9 db.test\n");
  const world = fakeNames(() => "silent", { files });
  const [seen, ...more] = await look(world);
  assertEquals(more, []);
  assertEquals(seen?.outcome, "resolved");
  assertEquals(seen?.subject, "db.test");
  assertEquals(seen?.detail, {
    name: "db.test",
    addresses: ["192.0.2.9"],
    source: "hosts",
  });
  assertEquals(world.io.calls, ["readText /etc/hosts"]);
});

Deno.test("`probeResolver()` never asks the network for localhost", async () => {
  const world = fakeNames(() => "silent", {
    files: hostFiles(ONE, ""),
    lookup: () => Promise.resolve(["127.0.0.1"]),
  });
  const [seen] = await look(world, "app.localhost");
  assertEquals(seen?.detail.source, "system");
  assertEquals(asked(world), []);
});

Deno.test("`probeResolver()` asks a server that works for both families", async () => {
  const world = fakeNames(() => ({ addresses: BOTH }), {
    files: hostFiles(ONE),
  });
  const [seen, ...more] = await look(world);
  assertEquals(more, []);
  assertEquals(seen?.segment, "resolver");
  assertEquals(seen?.subject, "192.0.2.53:53");
  assertEquals(seen?.detail, {
    name: "db.test",
    source: "dns",
    role: "name-server",
    address: "192.0.2.53",
    port: 53,
    family: 4,
    addresses: BOTH,
    rcode: "NOERROR",
    rttMs: 1,
  });
  assertEquals(world.questions.length, 2);
  assertEquals(world.io.clock.monotonicMs(), 1);
});

Deno.test("`probeResolver()` tells every answer of a server apart", async () => {
  const outcomes = [
    [{ rcode: 2 }, "server-failure"],
    [{ rcode: 4 }, "server-failure"],
    [{ rcode: 3 }, "name-not-found"],
    [{ rcode: 5 }, "query-refused"],
    [{}, "no-records"],
    [ioError("failed", { code: "ENETUNREACH" }), "resolver-unreachable"],
    [ioError("failed", { code: "EHOSTUNREACH" }), "resolver-unreachable"],
    [ioError("failed", { code: "EPERM" }), "blocked-locally"],
    [ioError("failed", { code: "EMFILE" }), "connect-failed"],
    [ioError("failed", { code: "UNKNOWN" }), "blocked-locally"],
    [new TextEncoder().encode("hello"), "resolver-garbled"],
    ["silent", "resolver-refused"],
  ] as const;
  for (const [reply, outcome] of outcomes) {
    const world = fakeNames(() => reply, { files: hostFiles(ONE) });
    assertEquals(brief(await look(world)), [`192.0.2.53:53 ${outcome}`]);
  }
});

Deno.test("`probeResolver()` tells silence from no way by what TCP says", async () => {
  const outcomes = [
    ["ETIMEDOUT", "resolver-silent"],
    ["EHOSTUNREACH", "resolver-unreachable"],
    ["ECONNREFUSED", "resolver-refused"],
  ] as const;
  for (const [code, outcome] of outcomes) {
    const world = fakeNames(() => "silent", {
      files: hostFiles(ONE),
      dial: () => Promise.reject(ioError("failed", { code })),
    });
    assertEquals(brief(await look(world)), [`192.0.2.53:53 ${outcome}`]);
    assertEquals(world.io.clock.monotonicMs(), 2000);
    // A, AAAA, and A again.
    assertEquals(world.questions.length, 3);
  }
});

Deno.test("`probeResolver()` finds a name that has IPv6 addresses only", async () => {
  const world = fakeNames(() => ({ addresses: ["2001:db8::1"] }), {
    files: hostFiles(TWO),
  });
  for (const { outcome, detail } of await look(world)) {
    assertEquals(outcome, "resolved");
    assertEquals(detail.addresses, ["2001:db8::1"]);
  }
});

Deno.test("`probeResolver()` finds IPv6 addresses of a name that is denied for IPv4", async () => {
  const world = fakeNames(
    ({ record }) =>
      record === "A"
        ? { rcode: 3, afterMs: 2 }
        : { addresses: ["2001:db8::1"], afterMs: 5 },
    { files: hostFiles(ONE) },
  );
  const [seen] = await look(world);
  assertEquals(seen?.outcome, "resolved");
  assertEquals(seen?.detail.addresses, ["2001:db8::1"]);
});

Deno.test("`probeResolver()` waits little for a second family", async () => {
  const world = fakeNames(
    ({ record }) =>
      record === "A" ? { addresses: BOTH, afterMs: 20 } : "silent",
    { files: hostFiles(ONE) },
  );
  const [seen] = await look(world);
  assertEquals(seen?.detail.addresses, ["192.0.2.1"]);
  assertEquals(world.io.clock.monotonicMs(), 20 + 2 * 20 + 50);
});

Deno.test("`probeResolver()` denies no name for the silence of one family", async () => {
  for (const quiet of ["A", "AAAA"]) {
    const world = fakeNames(
      ({ record }) => record === quiet ? "silent" : { addresses: [] },
      { files: hostFiles(ONE) },
    );
    const [seen] = await look(world);
    assertEquals(seen?.outcome, "server-failure");
    assertEquals(
      seen?.detail.message,
      "it answered for one address family only",
    );
  }
});

Deno.test("`probeResolver()` asks a further server for IPv4 only", async () => {
  const world = fakeNames(
    ({ server }) => ({
      addresses: BOTH,
      afterMs: server === "192.0.2.53" ? 2 : 5,
    }),
    { files: hostFiles(TWO) },
  );
  assertEquals(brief(await look(world)), [
    "192.0.2.53:53 resolved",
    "198.51.100.53:53 resolved",
  ]);
  assertEquals(asked(world), [
    "192.0.2.53 A db.test",
    "192.0.2.53 AAAA db.test",
    "198.51.100.53 A db.test",
  ]);
});

Deno.test("`probeResolver()` waits for no other server once one has found", async () => {
  for (const dead of ["192.0.2.53", "198.51.100.53"]) {
    const world = fakeNames(
      ({ server }) => server === dead ? "silent" : { addresses: BOTH },
      { files: hostFiles(TWO) },
    );
    const [seen, ...more] = await look(world);
    // Nothing is said of the silence of 14 ms.
    assertEquals(more, []);
    assertEquals(seen?.detail.addresses, BOTH);
    assertEquals(world.io.clock.monotonicMs() < 20, true);
  }
});

Deno.test("`probeResolver()` believes the denial of an earlier server", async () => {
  const world = fakeNames(
    ({ server }) => server === "192.0.2.53" ? { rcode: 3 } : "silent",
    { files: hostFiles(TWO) },
  );
  assertEquals(brief(await look(world)), ["192.0.2.53:53 name-not-found"]);
  assertEquals(world.io.clock.monotonicMs() < 20, true);
});

Deno.test("`probeResolver()` waits for an earlier server than one that denies", async () => {
  const world = fakeNames(
    ({ server }) =>
      server === "192.0.2.53"
        ? { addresses: BOTH, afterMs: 300 }
        : { rcode: 3 },
    { files: hostFiles(TWO) },
  );
  const seen = await look(world);
  assertEquals(brief(seen), [
    "192.0.2.53:53 resolved",
    "198.51.100.53:53 name-not-found",
  ]);
  assertEquals(seen.map(({ tookMs }) => tookMs), [300, 1]);
});

Deno.test("`probeResolver()` asks at most three servers, each once", async () => {
  const lines = [1, 1, 2, 3, 4].map((n) => `nameserver 192.0.2.${n}\n`);
  const world = fakeNames(() => ({ rcode: 2 }), {
    files: hostFiles(lines.join("")),
  });
  assertEquals(brief(await look(world)), [
    "192.0.2.1:53 server-failure",
    "192.0.2.2:53 server-failure",
  ]);
});

Deno.test("`probeResolver()` takes the server on this host where none is named", async () => {
  const world = fakeNames(() => ({ addresses: BOTH }), {
    files: hostFiles("search test\n"),
  });
  const [seen] = await look(world);
  assertEquals(seen?.subject, "127.0.0.1:53");
  assertEquals(seen?.detail.loopback, true);
});

Deno.test("`probeResolver()` asks given servers and not the system", async () => {
  const world = fakeNames(() => ({ rcode: 3 }), {
    files: { ...hostFiles(ONE), "/etc/nsswitch.conf": "hosts: mdns dns\n" },
  });
  const given = [{ address: "2001:db8::53", port: 5353 }];
  const [seen] = await look(world, "db.test", given);
  assertEquals(seen?.subject, "[2001:db8::53]:5353");
  assertEquals(seen?.detail.family, 6);
  assertEquals(seen?.outcome, "name-not-found");
});

Deno.test("`probeResolver()` returns at once when it is ended", async () => {
  const { io } = fakeNames(() => "silent", { files: hostFiles(TWO) });
  const stop = new AbortController();
  const work = probeResolver(
    { name: "db.test" },
    { io, signal: stop.signal, timeoutMs: 2000 },
  );
  await io.clock.advance(100);
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(io.clock.monotonicMs(), 100);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`probeResolver()` leaves nothing behind when the system hangs", async () => {
  const world = fakeNames(() => "silent", {
    files: { ...hostFiles(ONE), "/etc/nsswitch.conf": "hosts: nis dns\n" },
    lookup: (_, signal) => never(signal),
  });
  assertEquals(brief(await look(world)), ["192.0.2.53:53 resolver-refused"]);
  assertEquals(world.io.clock.monotonicMs(), 2000);
});
