import { assertEquals } from "@std/assert/equals";
import { startDeadline } from "../../src/probe/deadline.ts";
import { FakeIo } from "../io/fake_io.ts";

function start(timeoutMs?: number) {
  const io = new FakeIo();
  const stop = new AbortController();
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  return { io, stop, deadline: startDeadline(context, timeoutMs) };
}

Deno.test("`startDeadline()` aborts when the time of the context is over", async () => {
  const { io, deadline } = start();
  await io.clock.advance(1999);
  assertEquals([deadline.signal.aborted, deadline.expired], [false, false]);
  await io.clock.advance(1);
  assertEquals([deadline.signal.aborted, deadline.expired], [true, true]);
  assertEquals(deadline.signal.reason.name, "TimeoutError");
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`startDeadline()` takes another time", async () => {
  const { io, deadline } = start(50);
  await io.clock.advance(50);
  assertEquals(deadline.expired, true);
});

Deno.test("`startDeadline()` gives what is due one more turn before it aborts", async () => {
  const { io, deadline } = start();
  let inTime: boolean | undefined;
  const { signal } = new AbortController();
  const late = io.sleep(2000, signal).then(() =>
    inTime = !deadline.signal.aborted
  );
  await io.clock.run(late);
  assertEquals(inTime, true);
  await io.clock.advance(0);
  assertEquals(deadline.expired, true);
});

Deno.test("`startDeadline()` aborts with the probe, and has not expired", async () => {
  const { io, stop, deadline } = start();
  stop.abort(new Error("enough"));
  await io.clock.advance(5000);
  assertEquals(deadline.signal.reason.message, "enough");
  assertEquals(deadline.expired, false);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`startDeadline()` leaves no timer when it is stopped", async () => {
  const { io, deadline } = start();
  deadline.stop();
  await io.clock.advance(5000);
  assertEquals([deadline.signal.aborted, deadline.expired], [false, false]);
  assertEquals(io.clock.sleeping, 0);
});
