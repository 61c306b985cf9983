import { assertEquals } from "@std/assert/equals";
import { withoutBuiltinImports } from "../../../tools/dx/builtin_modules.ts";

const GET = "globalThis.process.getBuiltinModule";

Deno.test("`withoutBuiltinImports()` rewrites each form of import", () => {
  const forms = [
    ['import dns from "node:dns";', `const dns = ${GET}("node:dns");`],
    [
      'import * as a from "node:dns/promises";',
      `const a = ${GET}(` +
      '"node:dns/promises");',
    ],
    [
      'import { Resolver, lookup as l } from "node:dns";',
      `const { Resolver, lookup: l } = ${GET}("node:dns");`,
    ],
    [
      '({ a } = await import("node:tls"));',
      `({ a } = await ${GET}("node:tls"));`,
    ],
    [
      'import { createRequire as __create } from "node:module";\n' +
      "var __require = __create(import.meta.url);",
      `var __require = (module) => ${GET}(module);`,
    ],
    [
      'var a=1;import{createRequire as $c} from "node:module";' +
      "var $r=$c(import.meta.url);",
      `var a=1;var $r = (module) => ${GET}(module);`,
    ],
    [
      'f();import*as $ from"node:net";import{a as b}from"node:os";g();',
      `f();const $ = ${GET}("node:net");const {a: b} = ${GET}("node:os");g();`,
    ],
  ];
  for (const [before = "", after = ""] of forms) {
    assertEquals(withoutBuiltinImports(before), after);
  }
});

Deno.test("`withoutBuiltinImports()` leaves every other import to be found", () => {
  const others = [
    'import a from "npm:a@1";',
    'await import("./b.js");',
    "await import(name);",
    'export { c } from "node:dns";',
  ];
  for (const text of others) assertEquals(withoutBuiltinImports(text), text);
});

Deno.test("`withoutBuiltinImports()` keeps a program working", async () => {
  const path = await Deno.makeTempFile({ suffix: ".mjs" });
  try {
    const before = `import { isIP as ip } from "node:net";
import path from "node:path";
const { EOL } = await import("node:os");
console.log(ip("127.0.0.1"), path.posix.join("a", "b"), EOL.length > 0);`;
    await Deno.writeTextFile(path, withoutBuiltinImports(before));
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-config", "--no-lock", path],
    }).output();
    assertEquals(new TextDecoder().decode(stdout), "4 a/b true\n");
  } finally {
    await Deno.remove(path);
  }
});
