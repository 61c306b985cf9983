import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { WatchScene } from "./watch_scene.ts";

/** A watch whose server fell silent, and the session that still may answer. */
async function silenced() {
  const scene = new WatchScene();
  scene.begin({ intervalMs: 500 });
  await scene.pass(3000);
  scene.server.become("gone");
  await scene.pass(4000);
  assert(scene.moves.some(({ to }) => to === "offline"));
  scene.told();
  const [session] = scene.server.channels.splice(0);
  assert(session !== undefined && !session.closed);
  scene.server.become("well");
  return { scene, session };
}

Deno.test("`watch()` stays in its outage when the old session answers and ends at once", async () => {
  const { scene, session } = await silenced();
  session.tell("TEST_BACK");
  session.tell(null);
  await scene.pass(5000);
  const told = scene.told();
  await scene.end();
  assertEquals(
    told.filter((move) => !move.startsWith("offline > connecting")),
    [
      "connecting > online (connected)",
    ],
  );
});

Deno.test("`watch()` is back soon when the old session answers and stays", async () => {
  const { scene, session } = await silenced();
  session.tell("TEST_BACK");
  await scene.pass(50);
  const told = scene.told();
  await scene.end();
  assertEquals(told.length, 1);
  assert(told[0]?.endsWith("> online (answered)"), told[0]);
});
