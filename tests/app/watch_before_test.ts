import { assert } from "@std/assert/assert";
import type { FakeMood } from "./fake_text_server.ts";
import { WatchScene } from "./watch_scene.ts";

/** One time-out, and what a look may take beside it. */
const NAMED_MS = 2500;

for (const mood of ["gone", "hung"] as const satisfies readonly FakeMood[]) {
  Deno.test(`\`watch()\` names a server that is ${mood} from the start within one time-out`, async () => {
    const scene = new WatchScene();
    scene.server.become(mood);
    const beganMs = scene.io.clock.monotonicMs();
    scene.begin({ intervalMs: 1000 });
    await scene.pass(10_000);
    const namedMs = scene.whenMs("offline") ?? Infinity;
    await scene.end();
    assert(namedMs - beganMs < NAMED_MS, `${namedMs - beganMs} ms`);
  });
}
