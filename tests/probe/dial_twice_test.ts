import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type DialOptions, IoError } from "../../src/io/io.ts";
import { dialTwice, SECOND_TRY_MS } from "../../src/probe/dial_twice.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const PEER = { address: "192.0.2.2", port: 80 } as const;

/** A world whose first try is silent, and whose second does as it is told. */
function world(second: (options: DialOptions) => ReturnType<FakeIo["dial"]>) {
  const io: FakeIo = new FakeIo({
    dial: (options) =>
      io.calls.length === 1 ? never(options.signal) : second(options),
  });
  return io;
}

Deno.test("`dialTwice()` is content with a first try that connects", async () => {
  const io: FakeIo = new FakeIo({
    dial: () => Promise.resolve(io.channel()),
  });
  const { signal } = new AbortController();
  const { tries } = await io.clock.run(dialTwice({ ...PEER, signal }, { io }));
  assertEquals([tries, io.calls.length], [1, 1]);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`dialTwice()` tries again beside a silent try", async () => {
  const io = world(() => Promise.resolve(io.channel()));
  const { signal } = new AbortController();
  const { tries } = await io.clock.run(dialTwice({ ...PEER, signal }, { io }));
  assertEquals(tries, 2);
  assertEquals(io.clock.monotonicMs(), SECOND_TRY_MS);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`dialTwice()` takes a refusal of the second try for the answer", async () => {
  const io = world(() =>
    Promise.reject(ioError("failed", { code: "ECONNREFUSED" }))
  );
  const { signal } = new AbortController();
  const work = dialTwice({ ...PEER, signal }, { io });
  await assertRejects(() => io.clock.run(work), IoError);
});

Deno.test("`dialTwice()` closes a connection that came too late", async () => {
  const io: FakeIo = new FakeIo({
    // Neither heeds the end: the world may be faster.
    dial: async () => {
      const channel = io.channel();
      channels.push(channel);
      await io.sleep(1000 / io.calls.length, new AbortController().signal);
      return channel;
    },
  });
  const channels: ReturnType<FakeIo["channel"]>[] = [];
  const { signal } = new AbortController();
  const { channel } = await io.clock.run(
    dialTwice({ ...PEER, signal }, { io }),
  );
  assertEquals(channels.length, 2);
  assertEquals(channels.map(({ closed }) => closed), [false, true]);
  assertEquals(channel, channels[0]);
});

Deno.test("`dialTwice()` closes a connection that came after a refusal", async () => {
  const late: ReturnType<FakeIo["channel"]>[] = [];
  const io: FakeIo = new FakeIo({
    dial: async () => {
      const isFirst = io.calls.length === 1;
      await io.sleep(isFirst ? 900 : 100, new AbortController().signal);
      if (isFirst) throw ioError("failed", { code: "ECONNREFUSED" });
      const channel = io.channel();
      late.push(channel);
      return channel;
    },
  });
  const { signal } = new AbortController();
  const work = dialTwice({ ...PEER, signal }, { io });
  await assertRejects(() => io.clock.run(work), IoError);
  assertEquals(late.map(({ closed }) => closed), [true]);
});

Deno.test("`dialTwice()` ends both tries with its caller", async () => {
  const io = world(({ signal }) => never(signal));
  const caller = new AbortController();
  const work = dialTwice({ ...PEER, signal: caller.signal }, { io });
  const ended = io.sleep(1500, new AbortController().signal).then(() =>
    caller.abort()
  );
  await assertRejects(() => io.clock.run(work));
  await ended;
  assertEquals(io.calls.length, 2);
  assertEquals(io.clock.sleeping, 0);
});
