import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { WatchHistory } from "../../src/report/watch_history.ts";
import { isoAt, move } from "./watch_samples.ts";

Deno.test("`WatchHistory` keeps all round trips, ever more of them as one", () => {
  const history = new WatchHistory("text://a:1", 1);
  history.addMove(move(0, "idle", "connecting"), false);
  const all = 100_000;
  for (let index = 0; index < all; index++) {
    history.addRoundTrip(index % 10, isoAt(index));
  }
  const { roundTrips } = history;
  assert(roundTrips.length <= 400 && roundTrips.length > 150);
  const sum = (pick: (one: typeof roundTrips[number]) => number) =>
    roundTrips.reduce((total, one) => total + pick(one), 0);
  assertEquals(sum(({ count }) => count), all);
  assertEquals(sum(({ sumMs }) => sumMs), all * 4.5);
  assertEquals(Math.min(...roundTrips.map(({ leastMs }) => leastMs)), 0);
  assertEquals(Math.max(...roundTrips.map(({ mostMs }) => mostMs)), 9);
  assertEquals(roundTrips[0]?.fromMs, Date.parse(isoAt(0)));
  assertEquals(roundTrips.at(-1)?.toMs, history.toMs);
  assert(
    roundTrips.every(({ fromMs }, index) =>
      index === 0 || fromMs > (roundTrips[index - 1]?.toMs ?? Infinity)
    ),
    "they stand in order",
  );
});

Deno.test("`WatchHistory` drops the oldest moves, and counts them", () => {
  const history = new WatchHistory("text://a:1", 100);
  for (let index = 0; index < 120; index++) {
    history.addMove(move(index, "suspect", "online"), false);
  }
  assertEquals([history.moves.length, history.dropped], [50, 70]);
  assertEquals(history.fromMs, Date.parse(isoAt(70)));
});

Deno.test("`WatchHistory` passes over what is repeated, but for its time", () => {
  const history = new WatchHistory("text://a:1", 1);
  history.addMove(move(0, "suspect", "offline"), false);
  history.addMove(move(9000, "connecting", "offline"), true);
  assertEquals([history.moves.length, history.dropped], [1, 0]);
  assertEquals(history.toMs - history.fromMs, 9000);
});

Deno.test("`WatchHistory` has room for each of very many targets", () => {
  const history = new WatchHistory("text://a:1", 1000);
  for (let index = 0; index < 100; index++) {
    history.addMove(move(index, "suspect", "online"), false);
    history.addRoundTrip(1, isoAt(index));
  }
  assertEquals(history.moves.length, 8);
  assert(history.roundTrips.length > 5);
});
