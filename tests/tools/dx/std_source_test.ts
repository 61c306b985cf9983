import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertRejects } from "@std/assert/rejects";
import { chooseStd } from "../../../tools/dx/std_source.ts";

interface Script {
  readonly setting?: string;
  readonly unreachable?: string;
  readonly remembered?: string;
}

/** Runs the choice, keeping what it did. */
async function choose(script: Script) {
  const done: string[] = [];
  const choice = await chooseStd({
    setting: script.setting,
    probe: () => {
      done.push("probe");
      return Promise.resolve(script.unreachable);
    },
    recall: () => script.remembered,
    remember: (reason) => done.push(`remember ${reason}`),
  });
  return { ...choice, done };
}

Deno.test("`chooseStd()` takes JSR without a word when it answers", async () => {
  for (const setting of [undefined, "", "auto"]) {
    const result = await choose(setting === undefined ? {} : { setting });
    assertEquals(result, { source: "jsr", done: ["probe"] });
  }
});

Deno.test("`chooseStd()` says in one line why it falls back", async () => {
  const result = await choose({ unreachable: "no answer in 900 ms" });
  assertEquals(result.source, "npm");
  assertMatch(result.notice ?? "", /^faultline: .*no answer in 900 ms.*$/);
  assertEquals(result.done, ["probe", "remember no answer in 900 ms"]);
});

Deno.test("`chooseStd()` spares the probe when it remembers a no", async () => {
  const result = await choose({ remembered: "no answer in 900 ms" });
  assertEquals(result.source, "npm");
  assertMatch(result.notice ?? "", /no answer in 900 ms/);
  assertEquals(result.done, []);
});

Deno.test("`chooseStd()` obeys when the source is forced", async () => {
  for (const source of ["jsr", "npm"] as const) {
    const script = { setting: source, unreachable: "x", remembered: "x" };
    assertEquals(await choose(script), { source, done: [] });
  }
});

Deno.test("`chooseStd()` refuses a source that it does not know", async () => {
  for (const setting of ["JSR", "deno", "npm ", "none"]) {
    await assertRejects(() => choose({ setting }), RangeError, setting);
  }
});
