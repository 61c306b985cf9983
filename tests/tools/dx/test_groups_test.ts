import { assertEquals } from "@std/assert/equals";
import config from "../../../deno.json" with { type: "json" };
import { filesBelow } from "../../../tools/dx/project.ts";
import { TEST_GROUPS } from "../../../tools/dx/test_groups.ts";

Deno.test("`TEST_GROUPS` runs every test file exactly once", () => {
  const tests = filesBelow("tests").filter((path) => path.endsWith("_test.ts"));
  const groups = TEST_GROUPS.filter(({ examples }) => examples !== true);
  const counts = tests.map((path) => {
    const runs = groups.flatMap(({ paths }) =>
      paths.filter((folder) => path.startsWith(`${folder}/`))
    );
    return [path, runs.length] as const;
  });
  assertEquals(counts.filter(([, count]) => count !== 1), []);
  assertEquals(counts.length > 0, true);
});

Deno.test("`TEST_GROUPS` gives the core no permission", () => {
  const sets: Readonly<Record<string, unknown>> = config.permissions;
  const core = TEST_GROUPS.find(({ name }) => name === "core");
  assertEquals(sets[core?.permissions ?? ""], {});
});
