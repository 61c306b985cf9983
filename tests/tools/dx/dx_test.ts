import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";

const DX = new URL("../../../tools/dx.ts", import.meta.url).pathname;

async function dx(args: readonly string[], env: Record<string, string>) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-lock", DX, ...args],
    env: { JSR_URL: "http://127.0.0.1:1/", NO_COLOR: "1", ...env },
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

Deno.test("`dx.ts` refuses what it does not know with exit code 2", async () => {
  const npm = { FAULTLINE_STD: "npm" };
  assertEquals((await dx([], npm)).code, 2);
  assertEquals((await dx(["toString"], npm)).code, 2);
  assertEquals((await dx(["test", "nonsense"], npm)).code, 2);
  const bad = await dx(["build"], { FAULTLINE_STD: "both" });
  assertEquals([bad.code, bad.stdout], [2, ""]);
  assertMatch(bad.stderr, /^error: .*FAULTLINE_STD.*"both".*jsr, npm or auto/);
});

Deno.test("`dx.ts` gives one line of notice when it falls back by itself", async () => {
  const folder = await Deno.makeTempDir();
  const wrong = ["run", "tools/generate.ts", "--neither"];
  const usage = "usage: generate.ts --check|--write\n";
  try {
    const auto = { FAULTLINE_STD: "auto", XDG_CACHE_HOME: folder };
    const chosen = await dx(wrong, auto);
    assertEquals([chosen.code, chosen.stdout], [2, ""]);
    const [notice = "", ...rest] = chosen.stderr.split("\n");
    assertMatch(notice, /^faultline: @std comes from npm/);
    assertEquals(rest.join("\n"), usage);
    const forced = await dx(wrong, { FAULTLINE_STD: "npm" });
    assertEquals([forced.code, forced.stderr], [2, usage]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("`dx.ts` shows the error of JSR itself when JSR is forced", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const forced = { FAULTLINE_STD: "jsr", DENO_DIR: folder };
    const result = await dx(["run", "tools/dx/jsr_try.ts"], forced);
    assertEquals(result.code, 1);
    assertMatch(result.stderr, /^error: JSR package manifest .* failed/m);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
