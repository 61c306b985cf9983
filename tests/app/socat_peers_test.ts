import { assertEquals } from "@std/assert/equals";
import { serve } from "../../src/app/serve.ts";
import { canRunSocat, startSocat, tellBySocat } from "../faults/socat.ts";
import { diagnosePeer, watchPeer } from "./peers_scene.ts";

const ignore = !canRunSocat();

/** Servers made of a line of shell, by what they speak. */
const SERVERS: Readonly<Record<string, string>> = {
  text: "printf OK; while dd bs=4 count=1 2>/dev/null | grep -q TEST; " +
    "do printf TEST_BACK; done",
  json: "while printf heartbeat; do sleep 0.1; done",
};

for (const [scheme, command] of Object.entries(SERVERS)) {
  Deno.test({
    name:
      `\`watch()\` and \`diagnose()\` speak ${scheme} with a line of shell ` +
      "(needs socat)",
    ignore,
    async fn() {
      await using server = await startSocat(command);
      const target = `${scheme}://127.0.0.1:${server.port}`;
      assertEquals((await diagnosePeer(target)).verdict, null);
      const told = await watchPeer(target, { forMs: 1000 }, {});
      assertEquals(told, ["connecting", "online", "stopped"]);
    },
  });
}

Deno.test({
  name: "`serve()` answers a client of socat (needs socat)",
  ignore,
  async fn() {
    const types: string[] = [];
    await using server = await serve({
      protocols: ["text:0", "json:0"],
      onEvent: (event) => {
        if (event.event === "message") types.push(event.type);
      },
    });
    const [text = { port: 0 }, json = { port: 0 }] = server.served;
    assertEquals(
      await tellBySocat("TESTTEST", text.port),
      "OKTEST_BACKTEST_BACK",
    );
    await tellBySocat('{"Type":"Status"}{"Type":"heartbeat"}', json.port);
    assertEquals(types, ["Status"]);
  },
});
