import { assertEquals } from "@std/assert/equals";
import { CableScene } from "./cable_scene.ts";

Deno.test("`watch()` sends nothing on a link that is lost, and is back at once", async () => {
  const scene = new CableScene();
  await scene.sentIn(5250);
  assertEquals(scene.told, ["connecting", "online"]);
  scene.cable("out");
  assertEquals(await scene.sentIn(20_000), [0, 0]);
  assertEquals(scene.told.slice(2, 4), [
    "suspect",
    "offline client-cable-unplugged",
  ]);
  scene.cable("in");
  await scene.sentIn(600);
  assertEquals(scene.told.at(-1), "online");
  await scene.end();
});

Deno.test("`watch()` is back on a link whose return nobody tells", async () => {
  const scene = new CableScene();
  await scene.sentIn(5250);
  scene.cable("out");
  await scene.sentIn(20_000);
  scene.cable("in", false);
  await scene.sentIn(2000);
  assertEquals(scene.told.at(-1), "online");
  const [, beats] = await scene.sentIn(5000);
  assertEquals(beats, 10);
  await scene.end();
});
