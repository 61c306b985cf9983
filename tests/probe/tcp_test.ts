import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import { probeTcp, type TcpInput } from "../../src/probe/tcp.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, type FakeScript, ioError } from "../io/fake_io.ts";

const input: TcpInput = { segment: "server", address: "192.0.2.2", port: 80 };

async function look(script: FakeScript, more: Partial<TcpInput> = {}) {
  const io = new FakeIo(script);
  const { signal } = new AbortController();
  const context = { io, signal, timeoutMs: 2000 };
  const result = await io.clock.run(probeTcp({ ...input, ...more }, context));
  assertEquals(result.observations.length, 1);
  assertEquals(io.clock.sleeping, 0);
  return { ...result, io, seen: result.observations[0] };
}

async function outcomeOf(code: string) {
  const error = ioError("failed", { code });
  const { seen } = await look({ dial: () => Promise.reject(error) });
  assertEquals(seen?.detail.code, code);
  assertEquals(seen?.detail.phase, "connect");
  return seen?.outcome;
}

Deno.test("`probeTcp()` leaves the stream open when it connected", async () => {
  const fake = new FakeIo();
  const channel = fake.channel();
  const { seen, channel: left } = await look(
    { dial: () => Promise.resolve(channel) },
    { segment: "proxy", address: "2001:db8::2" },
  );
  assertEquals(left, channel);
  assertEquals(channel.closed, false);
  assertEquals(seen?.outcome, "connected");
  assertEquals(seen?.segment, "proxy");
  assertEquals(seen?.subject, "[2001:db8::2]:80");
  assertEquals(seen?.detail, {
    phase: "connect",
    role: "target",
    address: "2001:db8::2",
    port: 80,
    family: 6,
    rttMs: 0,
  });
});

Deno.test("`probeTcp()` names each error of the system and keeps its code", async () => {
  assertEquals(await outcomeOf("ECONNREFUSED"), "refused");
  assertEquals(await outcomeOf("ETIMEDOUT"), "connect-timeout");
  assertEquals(await outcomeOf("EHOSTUNREACH"), "host-unreachable");
  assertEquals(await outcomeOf("ENETUNREACH"), "network-unreachable");
  assertEquals(await outcomeOf("EPERM"), "blocked-locally");
  assertEquals(await outcomeOf("EACCES"), "blocked-locally");
  assertEquals(await outcomeOf("ECONNRESET"), "connect-reset");
  assertEquals(await outcomeOf("EINVAL"), "connect-failed");
  assertEquals(await outcomeOf("EMFILE"), "connect-failed");
  assertEquals(await outcomeOf("EADDRNOTAVAIL"), "connect-failed");
});

Deno.test("`probeTcp()` gives up at the deadline, not before", async () => {
  const { seen, io } = await look({ dial: ({ signal }) => never(signal) });
  assertEquals(seen?.outcome, "connect-timeout");
  assertEquals(seen?.detail.code, undefined);
  assertEquals(io.clock.monotonicMs(), 2000);
  assertEquals(io.calls, ["dial 192.0.2.2 80"]);
});

Deno.test("`probeTcp()` says nothing and closes all when it is ended", async () => {
  const io = new FakeIo({ dial: ({ signal }) => never(signal) });
  const stop = new AbortController();
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  const work = probeTcp(input, context);
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`probeTcp()` closes the stream when nobody waits any more", async () => {
  const stop = new AbortController();
  const channel = new FakeIo().channel();
  const io = new FakeIo({
    dial: () => {
      stop.abort();
      return Promise.resolve(channel);
    },
  });
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  const result = await io.clock.run(probeTcp(input, context));
  assertEquals(result.channel, undefined);
  assertEquals(channel.closed, true);
});

Deno.test("`probeTcp()` says that the look is lost without permission", async () => {
  const permission = "--allow-net=192.0.2.2:80";
  const error = ioError("not-permitted", { permission });
  const { seen } = await look({ dial: () => Promise.reject(error) });
  assertEquals(seen?.segment, "self");
  assertEquals(seen?.outcome, "not-permitted");
  assertEquals(seen?.detail.permission, permission);
  assertEquals(seen?.detail.lost, "tcp");
});

Deno.test("`probeTcp()` takes a connection with itself for a refusal", async () => {
  const channel = new FakeIo().channel({ remote: "192.0.2.1:50000" });
  assertEquals(channel.local, channel.remote);
  const { seen } = await look({ dial: () => Promise.resolve(channel) });
  assertEquals(seen?.outcome, "refused");
  assertEquals(channel.closed, true);
});

Deno.test("`probeTcp()` connects and is refused on loopback", async () => {
  const io = createDenoIo();
  const { signal } = new AbortController();
  const context = { io, signal, timeoutMs: 2000 };
  const server = hangAfterAccept();
  const there = { ...input, address: server.address, port: server.port };
  const up = await probeTcp(there, context);
  up.channel?.close();
  await server[Symbol.asyncDispose]();
  const down = await probeTcp(there, context);
  assertEquals(up.observations[0]?.outcome, "connected");
  assert((up.observations[0]?.detail.rttMs ?? 0) > 0);
  assertEquals(down.observations[0]?.outcome, "refused");
  assertEquals(down.observations[0]?.detail.errorName, "ConnectionRefused");
});
