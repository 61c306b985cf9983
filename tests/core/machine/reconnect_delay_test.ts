import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { reconnectDelayMs } from "../../../src/core/machine/reconnect_delay.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";

const SHARED = {
  previousMs: null,
  local: false,
  permanent: false,
  outageMs: 0,
  random: 0.5,
};

Deno.test("`reconnectDelayMs()` follows its formula", () => {
  const rows = [
    [{ ...SHARED }, 750],
    [{ ...SHARED, random: 0 }, 0],
    [{ ...SHARED, local: true }, 0],
    [{ ...SHARED, local: true, previousMs: 0 }, 1000],
    [{ ...SHARED, previousMs: 0, random: 0 }, 500],
    [{ ...SHARED, previousMs: 100 }, 1000],
    [{ ...SHARED, previousMs: 1000 }, 1750],
    [{ ...SHARED, previousMs: 1000, random: 0 }, 500],
    [{ ...SHARED, previousMs: 10_000 }, 10_000],
    [{ ...SHARED, previousMs: 10_000, outageMs: 599_999 }, 10_000],
    [{ ...SHARED, previousMs: 10_000, outageMs: 600_000 }, 15_250],
    [{ ...SHARED, previousMs: 30_000, outageMs: 600_000 }, 30_000],
    [{ ...SHARED, permanent: true }, 60_000],
    [{ ...SHARED, permanent: true, previousMs: 500 }, 60_000],
  ] as const;
  for (const [options, delayMs] of rows) {
    assertEquals(
      reconnectDelayMs(options, DEFAULT_POLICY),
      delayMs,
      JSON.stringify(options),
    );
  }
});

Deno.test("`reconnectDelayMs()` throws when random is out of its range", () => {
  for (const random of [1, -0.1, NaN]) {
    assertThrows(
      () => reconnectDelayMs({ ...SHARED, random }, DEFAULT_POLICY),
      RangeError,
      `current value is ${random}`,
    );
  }
});
