import { assertEquals } from "@std/assert/equals";
import { CableScene } from "./cable_scene.ts";

/**
 * What a watch tells within some time of a machine's first missed beat, where
 * this host's own facts take long.
 */
async function toldWithin(ms: number, factsMs: number) {
  const scene = new CableScene();
  await scene.sentIn(5250);
  scene.factsMs = factsMs;
  scene.server.become("gone");
  await scene.sentIn(750);
  assertEquals(scene.told.at(-1), "suspect");
  await scene.sentIn(ms);
  const last = scene.told.at(-1);
  await scene.end();
  return last;
}

Deno.test("`watch()` names a silent machine when a look at it begins late", async () => {
  for (const factsMs of [480, 600]) {
    assertEquals(await toldWithin(1000, factsMs), "offline server-unreachable");
  }
});

Deno.test("`watch()` waits for a look that is late and for no longer than its grace", async () => {
  assertEquals(await toldWithin(1090, 800), "suspect");
  assertEquals(await toldWithin(1110, 800), "offline unknown");
});
