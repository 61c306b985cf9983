import { assertEquals } from "@std/assert/equals";
import type { Channel, Io } from "../../src/io/io.ts";
import { KNOCK_MS, probeKnock } from "../../src/probe/knock.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

/** Knocks at a port, and tells what was seen, how often, and how long. */
async function knock(
  dial: (attempt: number) => ReturnType<Io["dial"]> | "silent",
) {
  let dials = 0;
  const io: FakeIo = new FakeIo({
    dial: ({ signal }) => {
      const end = dial(++dials);
      return end === "silent" ? never(signal) : end;
    },
    spawn: () => Promise.reject(ioError("not-found")),
  });
  const { signal } = new AbortController();
  const { observations } = await io.clock.run(
    probeKnock(
      { segment: "server", address: "192.0.2.1", port: 7000, knocks: 4 },
      { io, signal, timeoutMs: 2000 },
    ),
  );
  return { observations, dials, ms: io.clock.monotonicMs() };
}

Deno.test("`probeKnock()` tells that a port opened when all before was lost", async () => {
  const channels: { closed: boolean }[] = [];
  const { observations, dials } = await knock((attempt) => {
    if (attempt < 3) return "silent";
    const channel = { closed: false };
    channels.push(channel);
    return Promise.resolve({
      close: () => channel.closed = true,
    } as unknown as Channel);
  });
  const [seen] = observations;
  assertEquals(dials, 3);
  assertEquals(channels, [{ closed: true }]);
  assertEquals(seen?.outcome, "not-filtered");
  assertEquals(seen?.detail, {
    address: "192.0.2.1",
    port: 7000,
    family: 4,
    sent: 3,
    received: 1,
  });
});

Deno.test("`probeKnock()` says nothing when the port stays silent", async () => {
  const { observations, dials, ms } = await knock(() => "silent");
  assertEquals([observations, dials, ms], [[], 4, 4 * KNOCK_MS]);
});

Deno.test("`probeKnock()` asks no more when it is refused", async () => {
  const refused = () =>
    Promise.reject(ioError("failed", { code: "ECONNREFUSED" }));
  const { observations, dials } = await knock(refused);
  assertEquals([observations, dials], [[], 1]);
});
