import { assertEquals } from "@std/assert/equals";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { ioError } from "../io/fake_io.ts";

const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" +
  "Connection: close\r\n\r\n";

/**
 * Watches a web server that closes after each answer, at a beat a second.
 *
 * @param delayMs How long the answer of a connection takes, by its number.
 * @param seconds For how long.
 * @returns The moves after the first session.
 */
async function watchOneByOne(
  delayMs: (connection: number) => number,
  seconds: number,
): Promise<readonly string[]> {
  let connections = 0;
  const io: FakeFollowingIo = new FakeFollowingIo({
    dial: () => {
      const wait = { waitMs: delayMs(connections++) };
      const steps = [{ asked: true } as const, wait, ANSWER, null];
      return Promise.resolve(io.channel({ steps, remote: "127.0.0.1:80" }));
    },
    spawn: () => Promise.reject(ioError("not-found")),
  });
  const openWebSocket = () => Promise.reject(ioError("failed"));
  const world = createWatchWorld(Object.assign(io, { openWebSocket }));
  const told: string[] = [];
  const follow = async () => {
    const options = { intervalMs: 1000, forMs: seconds * 1000 };
    for await (
      const { from, to, verdict } of watchWith(
        world,
        "http://127.0.0.1",
        options,
      )
    ) {
      told.push(`${from} > ${to} ${verdict?.mode ?? ""}`.trim());
    }
  };
  await io.clock.run(follow());
  return told.slice(2, -1);
}

Deno.test("`watch()` tells nothing of connections that answer one by one", async () => {
  assertEquals(await watchOneByOne(() => 5, 150), []);
});

Deno.test("`watch()` tells of loss where each answer closes its connection", async () => {
  const oneInTen = (connection: number) => connection % 10 === 5 ? 240 : 5;
  assertEquals(await watchOneByOne(oneInTen, 150), [
    "online > online degraded",
  ]);
});

Deno.test("`watch()` tells when connections that were slow are fast again", async () => {
  const slowFirst = (connection: number) =>
    connection >= 30 && connection < 80 ? 120 : 5;
  assertEquals(await watchOneByOne(slowFirst, 200), [
    "online > online degraded",
    "online > online",
  ]);
});

Deno.test("`watch()` takes a fresh connection for the answer of one that is held up", async () => {
  const heldUp = (connection: number) => connection === 20 ? 10_000 : 5;
  assertEquals(await watchOneByOne(heldUp, 60), [
    "online > suspect",
    "suspect > online",
  ]);
});

Deno.test("`watch()` connects anew when the one after the one held up fails", async () => {
  // The connection between them is the look's.
  const heldUp = (connection: number) =>
    connection === 20 || connection === 22 ? 10_000 : 5;
  const moves = await watchOneByOne(heldUp, 60);
  assertEquals(moves.filter((move) => move.includes("offline")), []);
  assertEquals(moves.at(-1), "connecting > online");
});

Deno.test("`watch()` waits for a look where packets get lost and no connection opens in time", async () => {
  // Every tenth is late, which is known to be loss; then two are in a row.
  const lossy = (connection: number) =>
    connection === 80 || connection === 81
      ? 10_000
      : connection % 10 === 5
      ? 240
      : 5;
  const moves = await watchOneByOne(lossy, 150);
  assertEquals(moves.filter((move) => move.includes("offline")), []);
  assertEquals(moves.slice(0, 2), [
    "online > online degraded",
    "online > suspect",
  ]);
});
