import { assertEquals } from "@std/assert/equals";
import { WatchScene } from "./watch_scene.ts";

/** What is said of a server that hangs, with what is left open. */
async function candidatesOf(
  scene: WatchScene,
): Promise<readonly string[] | undefined> {
  scene.told();
  scene.server.become("hung");
  await scene.pass(10_000);
  const outage = scene.moves.find(({ to }) => to === "offline");
  await scene.end();
  return outage?.verdict?.candidates;
}

Deno.test("`watch()` is sure of a server that hangs when it was steady before", async () => {
  const scene = new WatchScene();
  scene.begin({ intervalMs: 1000 });
  await scene.pass(5000);
  assertEquals(await candidatesOf(scene), ["server-hung"]);
});

Deno.test("`watch()` is not sure of a silence when one was refuted shortly before", async () => {
  const scene = new WatchScene();
  scene.begin({ intervalMs: 1000 });
  await scene.pass(5000);
  scene.server.become("hung");
  await scene.pass(2200);
  scene.server.become("well");
  await scene.pass(5000);
  assertEquals(await candidatesOf(scene), ["server-hung", "degraded"]);
});
