import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type LossInput, probeLoss } from "../../src/probe/loss.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import { type Spawned, spawns, untilKilled } from "./spawned.ts";

/** Looks for loss where `ping` does this, and tells what was seen. */
async function look(spawned: Spawned, input: Partial<LossInput> = {}) {
  const io = new FakeIo({
    spawn: spawns({ "ping -n -c 6 -i 0.2 192.0.2.1": spawned }),
  });
  const { signal } = new AbortController();
  const { observations } = await io.clock.run(
    probeLoss({
      segment: "server",
      role: "target",
      address: "192.0.2.1",
      requests: 6,
      isAnswered: true,
      ...input,
    }, { io, signal, timeoutMs: 1300 }),
  );
  assertEquals(io.clock.sleeping, 0);
  return { observations, ms: io.clock.monotonicMs() };
}

/** What `ping` prints of a row of which some requests are answered. */
function answers(...numbers: readonly number[]): string {
  return "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n" +
    numbers.map((number) =>
      `64 bytes from 192.0.2.1: icmp_seq=${number} ttl=64 time=0.1 ms\n`
    ).join("");
}

function sum(received: number): string {
  return "\n--- 192.0.2.1 ping statistics ---\n" +
    `6 packets transmitted, ${received} received, 0% packet loss, time 1017ms\n`;
}

Deno.test("`probeLoss()` tells how many of a row came back when some did not", async () => {
  const { observations } = await look({ stdout: answers(1, 3, 4) + sum(3) });
  const [seen] = observations;
  assertEquals(seen?.probe, "ping");
  assertEquals(seen?.segment, "server");
  assertEquals(seen?.outcome, "echo-answered");
  assertEquals(seen?.detail, {
    role: "target",
    address: "192.0.2.1",
    family: 4,
    sent: 6,
    received: 3,
    rttMs: 0.1,
    ttl: 64,
  });
});

Deno.test("`probeLoss()` says nothing when all came back, or none did", async () => {
  const all = await look({ stdout: answers(1, 2, 3, 4, 5, 6) + sum(6) });
  const none = await look({ stdout: answers() + sum(0), exitCode: 1 });
  assertEquals([all.observations, none.observations], [[], []]);
});

Deno.test("`probeLoss()` tells that all came back when none had before", async () => {
  const all = { stdout: answers(1, 2, 3, 4, 5, 6) + sum(6) };
  const { observations } = await look(all, { isAnswered: false });
  const [seen] = observations;
  assertEquals(seen?.outcome, "echo-answered");
  assertEquals([seen?.detail.sent, seen?.detail.received], [6, 6]);
});

Deno.test("`probeLoss()` counts the gaps alone when its time is over", async () => {
  const { observations, ms } = await look(untilKilled(answers(2, 4)));
  const [seen] = observations;
  assertEquals([seen?.detail.sent, seen?.detail.received], [3, 2]);
  assertEquals(ms, 1300);
  assertEquals((await look(untilKilled(answers(1, 2)))).observations, []);
  assertEquals((await look(untilKilled(answers()))).observations, []);
});

Deno.test("`probeLoss()` says nothing when `ping` takes no row", async () => {
  const refuses = { exitCode: 2, stderr: "ping: bad timing interval: 0.2\n" };
  assertEquals((await look(refuses)).observations, []);
  assertEquals((await look(ioError("not-permitted"))).observations, []);
});

Deno.test("`probeLoss()` rejects a name when no address is given", async () => {
  await assertRejects(
    () => look({}, { address: "host.test" }),
    TypeError,
    "Cannot ping host as an address",
  );
});
