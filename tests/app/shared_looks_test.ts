import { assertEquals } from "@std/assert/equals";
import { SHARED_AGE_MS, SharedLooks } from "../../src/app/shared_looks.ts";
import type { Io } from "../../src/io/io.ts";
import { probePing } from "../../src/probe/ping.ts";
import { probeTcp } from "../../src/probe/tcp.ts";
import { FakeIo, finished, ioError } from "../io/fake_io.ts";

const ADDRESS = "192.0.2.7";

/** A ping that answers after a second, as `ping` of iputils prints it. */
const PONG = `PING ${ADDRESS} (${ADDRESS}) 56(84) bytes of data.
64 bytes from ${ADDRESS}: icmp_seq=1 ttl=64 time=0.5 ms

--- ${ADDRESS} ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 0.5/0.5/0.5/0.000 ms
`;

function scene(dial?: Io["dial"]) {
  const io: FakeIo = new FakeIo({
    spawn: async (_program, _args, { signal }) => {
      await io.clock.sleep(1000, signal);
      return finished(PONG);
    },
    ...(dial !== undefined && { dial }),
  });
  const shared = new SharedLooks(io);
  const stop = new AbortController();
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  const ping = (timeoutMs = 2000, signal = stop.signal) =>
    shared.look(
      probePing,
      { segment: "server", role: "target", address: ADDRESS },
      { io, signal, timeoutMs },
    );
  const dialProxy = () =>
    shared.look(
      probeTcp,
      { segment: "proxy", address: ADDRESS, port: 3128 },
      context,
    );
  const pings = () => io.calls.filter((call) => call.includes("ping")).length;
  return { io, shared, ping, pings, dialProxy };
}

Deno.test("`SharedLooks.look()` pings once for all who ask within its age", async () => {
  const { io, shared, ping, pings } = scene();
  const results = await io.clock.run(Promise.all([ping(), ping(), ping()]));
  assertEquals(
    results.map(({ observations }) => observations[0]?.outcome),
    ["echo-answered", "echo-answered", "echo-answered"],
  );
  await io.clock.advance(SHARED_AGE_MS);
  await io.clock.run(ping());
  assertEquals(pings(), 1);
  await io.clock.advance(1);
  await io.clock.run(ping());
  assertEquals(pings(), 2);
  await shared.close();
});

Deno.test("`SharedLooks.look()` looks again for those who wait much longer", async () => {
  const { io, shared, ping, pings } = scene();
  await io.clock.run(Promise.all([ping(500), ping(2000), ping(1600)]));
  assertEquals(pings(), 2);
  await shared.close();
});

Deno.test("`SharedLooks.look()` ends a look when the last has left", async () => {
  const { io, shared, ping } = scene();
  const [one, other] = [new AbortController(), new AbortController()];
  const both = [ping(2000, one.signal), ping(2000, other.signal)];
  await io.clock.advance(100);
  one.abort();
  await io.clock.advance(0);
  assertEquals(io.clock.sleeping > 0, true);
  other.abort();
  const results = await io.clock.run(Promise.all(both));
  assertEquals(results.map(({ observations }) => observations.length), [0, 0]);
  await io.clock.run(shared.close());
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`SharedLooks.look()` dials a dead proxy once for all", async () => {
  const { io, shared, dialProxy } = scene(() =>
    Promise.reject(ioError("failed", { code: "ECONNREFUSED" }))
  );
  const results = await Promise.all([dialProxy(), dialProxy(), dialProxy()]);
  assertEquals(
    results.map(({ observations }) => observations[0]?.outcome),
    ["refused", "refused", "refused"],
  );
  assertEquals(io.calls, [`dial ${ADDRESS} 3128`]);
  await shared.close();
});

Deno.test("`SharedLooks.look()` gives everybody a connection of his own", async () => {
  const { io, shared, dialProxy } = scene(() => Promise.resolve(io.channel()));
  const results = await Promise.all([dialProxy(), dialProxy(), dialProxy()]);
  const channels = new Set(results.map(({ channel }) => channel));
  assertEquals([channels.size, channels.has(undefined)], [3, false]);
  channels.forEach((channel) => channel?.close());
  await shared.close();
});
