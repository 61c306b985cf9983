import { assertEquals } from "@std/assert/equals";
import { Run } from "../../src/app/run.ts";
import { FakeIo } from "../io/fake_io.ts";

/** How long a probe may wait that begins after a while. */
async function waitOf(
  options: { readonly endsAtMs?: number },
  { afterMs = 0, spentMs = 0 } = {},
): Promise<number> {
  const io = new FakeIo();
  const { signal } = new AbortController();
  const run = new Run({ io, signal, timeoutMs: 850, secrets: [], ...options });
  await io.clock.run(io.clock.sleep(afterMs, signal));
  let waitMs = NaN;
  await run.look(
    (_input, { timeoutMs }) => {
      waitMs = timeoutMs;
      return Promise.resolve({ observations: [] });
    },
    {},
    { spentMs },
  );
  return waitMs;
}

Deno.test("`Run.look()` lets a probe wait its time when nothing cuts it", async () => {
  assertEquals(await waitOf({}), 850);
  assertEquals(await waitOf({}, { spentMs: 200 }), 650);
});

Deno.test("`Run.look()` ends a probe that began late before it is cut", async () => {
  const cut = { endsAtMs: 920 };
  assertEquals(await waitOf(cut, { afterMs: 50 }), 850);
  assertEquals(await waitOf(cut, { afterMs: 300 }), 620);
  assertEquals(await waitOf(cut, { afterMs: 300, spentMs: 300 }), 550);
});

Deno.test("`Run.look()` states no silence at once when hardly any time is left", async () => {
  const cut = { endsAtMs: 920 };
  assertEquals(await waitOf(cut, { afterMs: 600 }), 400);
  assertEquals(await waitOf(cut, { afterMs: 600, spentMs: 500 }), 350);
});
