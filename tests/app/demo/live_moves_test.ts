import { assertEquals } from "@std/assert/equals";
import { LiveMoves } from "../../../src/app/demo/live_moves.ts";
import type { StateName } from "../../../src/model/state.ts";
import {
  TRANSITION_SCHEMA,
  type WatchTransition,
} from "../../../src/model/watch_transition.ts";
import { FakeIo } from "../../io/fake_io.ts";

const { signal } = new AbortController();

function moveTo(to: StateName): WatchTransition {
  return {
    schema: TRANSITION_SCHEMA,
    target: "text://127.0.0.1:4578",
    from: "idle",
    to,
    cause: "start",
    phase: "before-connect",
    verdict: null,
    at: "2026-01-02T03:04:05.000Z",
    sinceMs: 0,
  };
}

/** A watch whose moves come at virtual times. */
async function* watchOf(
  io: FakeIo,
  moves: readonly (readonly [number, StateName])[],
): AsyncIterable<WatchTransition> {
  for (const [atMs, to] of moves) {
    await io.sleep(atMs - io.clock.monotonicMs(), signal);
    yield moveTo(to);
  }
}

Deno.test("`LiveMoves.until()` passes over what is not wanted", async () => {
  const io = new FakeIo();
  const watch = watchOf(io, [[10, "connecting"], [30, "online"]]);
  const moves = new LiveMoves(io, watch);
  const wait = { timeoutMs: 100, signal };
  const seen = await io.clock.run(
    moves.until(({ to }) => to === "online", wait),
  );
  assertEquals(seen?.move.to, "online");
  assertEquals(seen?.atMs, 30);
  await io.clock.run(moves.end());
});

Deno.test("`LiveMoves.until()` gives up in time, and loses no move", async () => {
  const io = new FakeIo();
  const moves = new LiveMoves(io, watchOf(io, [[50, "online"]]));
  const none = await io.clock.run(
    moves.until(() => true, { timeoutMs: 20, signal }),
  );
  assertEquals(none, undefined);
  assertEquals(io.clock.monotonicMs(), 20);
  const seen = await io.clock.run(
    moves.until(() => true, { timeoutMs: 40, signal }),
  );
  assertEquals(seen?.atMs, 50);
  await io.clock.run(moves.end());
});

Deno.test("`LiveMoves.until()` gives nothing once the watch has ended", async () => {
  const io = new FakeIo();
  const moves = new LiveMoves(io, watchOf(io, []));
  const wait = { timeoutMs: 100, signal };
  assertEquals(
    await io.clock.run(moves.until(() => true, wait)),
    undefined,
  );
  await moves.end();
});
