import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import {
  importProblem,
  importsOf,
  startProblem,
} from "../../../tools/dx/build_command.ts";

async function withFile<T>(
  text: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const path = await Deno.makeTempFile({ suffix: ".js" });
  try {
    await Deno.writeTextFile(path, text);
    return await use(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("`importsOf()` sees static and dynamic imports alone", async () => {
  const text = `import a from "node:dns"; export * from "npm:b@1";
    await import("./c.js"); // import "d"
    const e = 'import "e"'; export { a, e };`;
  const found = await withFile(text, importsOf);
  assertEquals(found.sort(), ["./c.js", "node:dns", "npm:b@1"]);
});

Deno.test("`importProblem()` lets nothing pass", () => {
  assertEquals(importProblem([]), undefined);
  assertMatch(importProblem(["node:dns"]) ?? "", /node:dns$/);
});

Deno.test("`startProblem()` accepts a file that starts by itself", async () => {
  const text = `console.log(Deno.args.includes("--version") ? "1.2.3" : "");`;
  const problem = await withFile(text, (path) => startProblem(path, "1.2.3"));
  assertEquals(problem, undefined);
});

Deno.test("`startProblem()` tells when a file needs more to start", async () => {
  const bad = [
    `import "npm:nothing@1";`,
    `console.log("another version");`,
    `console.log("1.2.3"); Deno.exit(3);`,
    `console.log("1.2.3", Deno.env.get("HOME"));`,
  ];
  for (const text of bad) {
    const problem = await withFile(text, (path) => startProblem(path, "1.2.3"));
    assertMatch(problem ?? "", /^does not start offline/, text);
  }
});
