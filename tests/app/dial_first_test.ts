import { assertEquals } from "@std/assert/equals";
import { dialFirst } from "../../src/app/dial_first.ts";
import type { Channel, DialOptions } from "../../src/io/io.ts";
import { FakeIo } from "../io/fake_io.ts";

/** What dialling one silent address comes to. */
interface Dialling {
  /** When there was a connection, in milliseconds; absent without one. */
  readonly connectedMs?: number;
  /** When each was dialled, in milliseconds. */
  readonly dialledMs: readonly number[];
  /** Most that were under way at once. */
  readonly most: number;
}

/** Dials a host that answers so long after each dial, or after some time. */
async function dialling(
  answersAtMs: (dialledMs: number) => number,
): Promise<Dialling> {
  const dialledMs: number[] = [];
  const signals: AbortSignal[] = [];
  let most = 0;
  const io: FakeIo = new FakeIo({
    async dial({ signal }: DialOptions): Promise<Channel> {
      const nowMs = io.clock.monotonicMs();
      dialledMs.push(nowMs);
      signals.push(signal);
      const underWay = signals.filter(({ aborted }) => !aborted).length;
      most = Math.max(most, underWay);
      await io.clock.sleep(answersAtMs(nowMs) - nowMs, signal);
      return io.channel();
    },
  });
  const { signal } = new AbortController();
  const context = { io, signal, timeoutMs: 2000 };
  const channel = await io.clock.run(dialFirst(["192.0.2.7"], 80, context));
  const connectedMs = io.clock.monotonicMs();
  const times = channel === undefined ? {} : { connectedMs };
  return { ...times, dialledMs, most };
}

Deno.test("`dialFirst()` has two under way at most when nothing comes", async () => {
  assertEquals(await dialling(() => Infinity), {
    dialledMs: [0, 400, 800, 1200, 1600],
    most: 2,
  });
});

Deno.test("`dialFirst()` waits for the first when the way is long", async () => {
  const { connectedMs } = await dialling((dialledMs) => dialledMs + 900);
  assertEquals(connectedMs, 900);
});

Deno.test("`dialFirst()` connects soon when a silent host is back", async () => {
  const isBack = (dialledMs: number) => dialledMs >= 1000;
  const { connectedMs } = await dialling((dialledMs) =>
    isBack(dialledMs) ? dialledMs + 5 : Infinity
  );
  assertEquals(connectedMs, 1205);
});
