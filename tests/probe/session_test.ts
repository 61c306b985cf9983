import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import { parseTarget } from "../../src/model/target.ts";
import { probeSession } from "../../src/probe/session.ts";
import { closeAtOnce } from "../faults/close_at_once.ts";
import type { FaultServer } from "../faults/fault_server.ts";
import { answerFirst } from "../faults/answer_first.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetConnection } from "../faults/reset_connection.ts";
import type { FakeStep } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const { signal } = new AbortController();
const subject = "192.0.2.2:80";

async function listen(
  steps: readonly FakeStep[],
  timeoutMs = 2000,
  rttMs?: number,
) {
  const io = new FakeIo();
  const fake = io.channel({ steps });
  const target = parseTarget(`tcp://${subject}`);
  const input = { target, subject, channel: fake, rttMs };
  const work = probeSession(input, { io, signal, timeoutMs });
  const { observations: [seen], channel } = await io.clock.run(work);
  assertEquals(io.clock.sleeping, 0);
  assertEquals(fake.closed, channel === undefined);
  assertEquals(fake.written, []);
  return { seen, channel, tookMs: io.clock.monotonicMs() };
}

Deno.test("`probeSession()` accepts a peer that says nothing for a moment", async () => {
  const { seen, channel, tookMs } = await listen([]);
  assertEquals(seen?.outcome, "accepted");
  assertEquals(seen?.segment, "session");
  assertEquals(seen?.subject, subject);
  assertEquals(channel !== undefined, true);
  assertEquals(tookMs, 50);
});

Deno.test("`probeSession()` waits no longer than it may", async () => {
  assertEquals((await listen([], 20)).tookMs, 20);
});

Deno.test("`probeSession()` listens for a round trip when it knows that", async () => {
  assertEquals((await listen([], 2000, 1)).tookMs, 21);
  assertEquals((await listen([], 2000, 100)).tookMs, 120);
  assertEquals((await listen([], 2000, 1000)).tookMs, 500);
});

Deno.test("`probeSession()` tells an end from a reset", async () => {
  assertEquals((await listen([null])).seen?.outcome, "closed");
  assertEquals((await listen([{ waitMs: 49 }, null])).seen?.outcome, "closed");
  const reset = ioError("failed", { code: "ECONNRESET" });
  const { seen } = await listen([reset]);
  assertEquals(seen?.outcome, "reset");
  assertEquals(seen?.detail.code, "ECONNRESET");
});

Deno.test("`probeSession()` names an alert that comes after the handshake", async () => {
  const code = "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED";
  const message = "received fatal alert: CertificateRequired";
  const { seen } = await listen([ioError("failed", { code, message })]);
  assertEquals(seen?.outcome, "tls-alert");
  assertEquals(seen?.detail.message, message);
});

Deno.test("`probeSession()` keeps a greeting for the next layer", async () => {
  const { seen, channel } = await listen(["220 \x1b[2J hello\r\n"]);
  assertEquals(seen?.outcome, "answered");
  assertEquals(seen?.detail.firstBytes, "220 \\x1b[2J hello\\r\\n");
  const again = await channel?.read(signal);
  assertEquals(new TextDecoder().decode(again ?? undefined).slice(0, 3), "220");
});

Deno.test("`probeSession()` shows 64 bytes of a greeting of any length", async () => {
  const { seen } = await listen(["x".repeat(1_000_000)]);
  assertEquals(seen?.detail.firstBytes, "x".repeat(64));
});

Deno.test("`probeSession()` says nothing and closes when it is ended", async () => {
  const io = new FakeIo();
  const stop = new AbortController();
  const channel = io.channel();
  const work = probeSession(
    { target: parseTarget(`tls://${subject}`), subject, channel },
    { io, signal: stop.signal, timeoutMs: 2000 },
  );
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(channel.closed, true);
  assertEquals(io.clock.sleeping, 0);
});

async function onLoopback(server: FaultServer) {
  const io = createDenoIo();
  await using _ = server;
  const channel = await io.dial({ ...server, signal });
  const input = { target: parseTarget(`tcp://${subject}`), subject, channel };
  const result = await probeSession(input, { io, signal, timeoutMs: 2000 });
  result.channel?.close();
  return result.observations[0]?.outcome;
}

Deno.test("`probeSession()` tells servers of loopback apart", async () => {
  assertEquals(await onLoopback(hangAfterAccept()), "accepted");
  assertEquals(await onLoopback(closeAtOnce()), "closed");
  assertEquals(await onLoopback(await resetConnection()), "reset");
  assertEquals(await onLoopback(answerFirst("hello\n")), "answered");
});
