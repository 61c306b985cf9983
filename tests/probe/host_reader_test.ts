import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import type { Platform } from "../../src/io/io.ts";
import {
  createHostReader,
  HOST_READ_TIMEOUT_MS,
} from "../../src/probe/host_reader.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import { captured } from "../wire/captured.ts";
import ip from "../wire/fixtures/ip_linux.json" with { type: "json" };
import macos from "../wire/fixtures/macos_host.json" with { type: "json" };
import windows from "../wire/fixtures/windows_host.json" with { type: "json" };
import { type Spawned, spawns, untilKilled } from "./spawned.ts";

function host(
  script: Readonly<Record<string, Spawned | readonly Spawned[]>>,
  platform: Platform = "linux",
) {
  const io = new FakeIo({ spawn: spawns(script), platform });
  const end = new AbortController();
  return { io, end, reader: createHostReader(io, end.signal) };
}

Deno.test("`createHostReader()` asks Linux once for all that want to know", async () => {
  const { io, reader } = host({
    "ip -j -d addr": captured(ip, "addr"),
    "ip -j route show table all": captured(ip, "route show"),
    "ip -j route get 10.77.2.10": captured(ip, "route get"),
    "ip -j route get 10.97.2.1": captured(ip, "route get prohibit"),
  });
  const looks = [0, 1, 2].map(async () => {
    const interfaces = await reader.interfaces();
    const routes = await reader.routes();
    const way = await reader.routeTo("10.77.2.10");
    const refused = await reader.routeTo("10.97.2.1");
    assert(interfaces.ok && routes.ok && way.ok && refused.ok);
    assert(interfaces.value.some(({ name }) => name === "eth0"));
    assert(routes.value.some(({ family }) => family === 4));
    assert(routes.value.some(({ family }) => family === 6));
    assert(way.value.kind === "route");
    assertEquals(way.value.route.gateway, "10.77.1.1");
    assertEquals(refused.value, { kind: "none", reason: "prohibit" });
  });
  await Promise.all(looks);
  assertEquals(io.calls.length, 4);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`createHostReader()` names the interface for an address with a zone", async () => {
  const line = "ip -j route get fe80::1 dev eth0";
  const { io, reader } = host({
    [line]: captured(ip, "route get link-local dev"),
  });
  const way = await reader.routeTo("fe80::1%eth0");
  assert(way.ok && way.value.kind === "route");
  assertEquals(io.calls, [`spawn ${line}`]);
});

Deno.test("`createHostReader()` reads neighbours anew unless a look is young enough", async () => {
  const { io, reader } = host({ "ip -s -j neigh": { stdout: "[]" } });
  const { clock } = io;
  await clock.advance(1000);
  await reader.neighbours(4, 900);
  assertEquals(io.calls.length, 1);
  await clock.advance(500);
  await reader.neighbours(4, 1000);
  await reader.neighbours(6, 1000);
  assertEquals(io.calls.length, 1);
  await reader.neighbours(4, 1001);
  assertEquals(io.calls.length, 2);
  await Promise.all([reader.neighbours(4, 1500), reader.neighbours(4, 1500)]);
  assertEquals(io.calls.length, 2);
});

Deno.test("`createHostReader()` refuses to ask for the way to a name", () => {
  for (const platform of ["linux", "darwin", "windows"] as const) {
    const { io, reader } = host({}, platform);
    for (const name of ["example.test", "-6", "", "192.0.2.1;id"]) {
      assertThrows(() => reader.routeTo(name), TypeError, "Cannot ask");
    }
    assertEquals(io.calls, []);
  }
});

Deno.test("`createHostReader()` keeps why it could not look", async () => {
  const error = ioError("not-found", { code: "ENOENT" });
  const { reader } = host({ ip: error });
  assertEquals(await reader.interfaces(), {
    ok: false,
    program: "ip",
    reason: error,
  });
  assertEquals(await reader.neighbours(4, 0), {
    ok: false,
    program: "ip",
    reason: error,
  });
});

Deno.test("`createHostReader()` takes half an answer for none", async () => {
  const spawned = [
    captured(ip, "busybox no json"),
    { exitCode: null, stdout: "[" },
    { exitCode: 0, stdout: "[{" },
  ];
  for (const run of spawned) {
    const { reader } = host({ ip: run });
    for (
      const reading of [
        await reader.interfaces(),
        await reader.routes(),
        await reader.neighbours(4, 0),
        await reader.routeTo("10.77.2.10"),
      ]
    ) {
      assert(!reading.ok);
      assertEquals(typeof reading.reason, "string");
    }
  }
});

Deno.test("`createHostReader()` ends a program that hangs", async () => {
  const { io, reader } = host({ ip: untilKilled() });
  const reading = await io.clock.run(reader.interfaces());
  assertEquals(reading.ok, false);
  assertEquals(io.clock.monotonicMs(), HOST_READ_TIMEOUT_MS);
  const aborted = host({ ip: untilKilled() });
  const look = aborted.reader.interfaces();
  aborted.end.abort();
  assertEquals((await aborted.io.clock.run(look)).ok, false);
  assertEquals(aborted.io.clock.monotonicMs(), 0);
  assertEquals(aborted.io.clock.sleeping, 0);
});

Deno.test("`createHostReader()` asks macOS for one route at a time", async () => {
  const script = {
    "ifconfig": captured(macos, "ifconfig"),
    "route -n get -inet6": captured(macos, "route get v6"),
    "route -n get 198.51.100.7": captured(macos, "route get"),
    "arp -an": captured(macos, "arp"),
    "ndp -an": captured(macos, "ndp"),
  };
  const { io, reader } = host(script, "darwin");
  const interfaces = await reader.interfaces();
  assert(interfaces.ok && interfaces.value.length > 0);
  for (const address of ["198.51.100.7", "2001:db8:9::1"]) {
    const way = await reader.routeTo(address);
    assert(way.ok && way.value.kind === "route");
    assert(way.value.route.gateway !== undefined);
  }
  for (const family of [4, 6] as const) {
    const table = await reader.neighbours(family, 0);
    assert(table.ok && table.value.length > 0);
  }
  assertEquals((await reader.routes()).ok, false);
  assertEquals(io.calls.length, 5);
});

Deno.test("`createHostReader()` asks Windows by PowerShell", async () => {
  const all = JSON.stringify(windows.host);
  const way = JSON.stringify(windows.routes.gateway);
  const { io, reader } = host({
    "powershell.exe": [{ stdout: all }, { stdout: way }, { stdout: all }],
  }, "windows");
  const interfaces = await reader.interfaces();
  assert(interfaces.ok && interfaces.value.length > 0);
  const route = await reader.routeTo("198.51.100.7");
  assert(route.ok && route.value.kind === "route");
  const neighbours = await reader.neighbours(4, 0);
  assert(neighbours.ok && neighbours.value.length > 0);
  assertEquals(io.calls.length, 3);
  assert(io.calls.every((call) => !call.includes('"')));
});

Deno.test("`createHostReader()` says what Windows left out", async () => {
  const script = { "powershell.exe": { stdout: '{"adapters":null}' } };
  const { reader } = host(script, "windows");
  assertEquals((await reader.interfaces()).ok, false);
  assertEquals((await reader.neighbours(6, 0)).ok, false);
});

Deno.test("`createHostReader()` asks nothing of a system that it does not know", async () => {
  const { io, reader } = host({}, "other");
  assertEquals((await reader.interfaces()).ok, false);
  assertEquals((await reader.routes()).ok, false);
  assertEquals((await reader.routeTo("192.0.2.1")).ok, false);
  assertEquals((await reader.neighbours(4, 0)).ok, false);
  assertEquals(io.calls, []);
});
