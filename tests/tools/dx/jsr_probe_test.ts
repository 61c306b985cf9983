import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { probeJsr } from "../../../tools/dx/jsr_probe.ts";
import { startMiniJsr } from "../../../tools/mini_jsr.ts";

const MAP = new URL("../../../tools/std/import_map.npm.json", import.meta.url);

/** Long enough for a child to start, short for a test. */
const BOUND_MS = 300;

/** Asks with an empty cache, so that nothing but the registry answers. */
async function probeAt(url: string, timeoutMs: number) {
  const cache = await Deno.makeTempDir();
  try {
    const env = { JSR_URL: url, DENO_DIR: cache };
    return await probeJsr({ env, timeoutMs });
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

Deno.test("`probeJsr()` ends at its bound when JSR accepts and is silent", async () => {
  using hole = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${hole.addr.port}/`;
  assertEquals(await probeAt(url, BOUND_MS), `no answer in ${BOUND_MS} ms`);
});

Deno.test("`probeJsr()` gives the reason when JSR refuses", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  taken.close();
  const reason = await probeAt(`http://127.0.0.1:${port}/`, 60_000);
  assertMatch(reason ?? "", /^Import 'http:.*meta\.json' failed$/);
});

Deno.test("`probeJsr()` gives the reason when JSR is not JSR", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("<html>please log in</html>"),
  );
  const reason = await probeAt(`http://127.0.0.1:${server.addr.port}/`, 60_000);
  assertMatch(reason ?? "", /expected value/);
});

Deno.test("`probeJsr()` finds nothing wrong when JSR serves the module", async () => {
  await using registry = await startMiniJsr(MAP);
  assertEquals(await probeAt(registry.url, 60_000), undefined);
});
