import { assertEquals } from "@std/assert/equals";
import { LiveWatch } from "../../../tools/lab/live_watch.ts";

/** Complains, prints lines, and waits to be ended. */
function printing(...lines: readonly string[]): LiveWatch {
  const script = `console.error("complaint");
    for (const line of ${JSON.stringify(lines)}) console.log(line);
    setInterval(() => {}, 60_000);`;
  return new LiveWatch([Deno.execPath(), "eval", script]);
}

const ONLINE = '{"from":"connecting","to":"online"}';
const OFFLINE = '{"from":"suspect","to":"offline"}';

Deno.test("`LiveWatch` gives the move that is meant when it came", async () => {
  const watch = printing(ONLINE, OFFLINE, ONLINE);
  const found = await watch.until(1, 60_000, ({ to }) => to === "online");
  assertEquals(found === watch.moves[2], true);
  await watch.stop();
});

Deno.test("`LiveWatch` gives nothing when no such move comes in time", async () => {
  const watch = printing(ONLINE);
  await watch.until(0, 60_000, ({ to }) => to === "online");
  assertEquals(await watch.until(0, 1, ({ to }) => to === "idle"), undefined);
  await watch.stop();
});

Deno.test("`LiveWatch` tells what was said beside the moves", async () => {
  const watch = printing(ONLINE);
  await watch.until(0, 60_000, ({ to }) => to === "online");
  assertEquals(await watch.stop(), "complaint\n");
});
