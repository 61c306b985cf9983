import { assertEquals } from "@std/assert/equals";
import { filesBelow, inProject } from "../../tools/dx/project.ts";
import { TEST_GROUPS } from "../../tools/dx/test_groups.ts";

Deno.test("`TEST_GROUPS` runs the examples of every document", async () => {
  const documents = ["README.md", "ARCHITECTURE.md", ...filesBelow("docs")]
    .filter((path) => path.endsWith(".md"));
  const run = TEST_GROUPS.filter(({ examples }) => examples === true)
    .flatMap(({ paths }) => paths);
  const forgotten: string[] = [];
  for (const path of documents) {
    const text = await Deno.readTextFile(inProject(path));
    const hasExample = /^```ts\b(?! ignore)/m.test(text);
    if (hasExample && !run.includes(path)) forgotten.push(path);
  }
  assertEquals(forgotten, []);
});
