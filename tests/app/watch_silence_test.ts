import { assertEquals } from "@std/assert/equals";
import { WatchScene } from "./watch_scene.ts";

/** The causes that are left when one session alone falls silent. */
async function causesOfSilence(dialMs: number): Promise<readonly string[]> {
  const scene = new WatchScene();
  scene.begin({ intervalMs: 1000 });
  await scene.pass(5000);
  scene.dialMs = dialMs;
  scene.server.forgetSessions();
  await scene.pass(4000);
  const lost = scene.moves.find(({ to }) => to === "offline");
  await scene.end();
  return lost?.verdict?.candidates ?? [];
}

Deno.test("`watch()` is certain of session-lost when fresh sessions open freely", async () => {
  assertEquals(await causesOfSilence(5), ["session-lost"]);
});

Deno.test("`watch()` leaves a loss of packets possible when a fresh session is held up", async () => {
  assertEquals(await causesOfSilence(250), ["session-lost", "degraded"]);
});
