import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { filesBelow } from "../../../tools/dx/project.ts";
import layers from "../../../tools/lint/layers.ts";
import { LAYERS } from "../../../tools/lint/layer_rules.ts";

const ROOT = new URL("../../../", import.meta.url);

function problems(path: string, source: string): string[] {
  const found = Deno.lint.runPlugin(layers, path, source);
  return found.map(({ id, message }) => `${id}: ${message}`);
}

function ids(path: string, source: string): string[] {
  return problems(path, source).map((problem) => problem.split(":")[0] ?? "");
}

Deno.test("`layers/direction` passes imports that point downwards", () => {
  const downwards = [
    ["cli", "app"],
    ["app", "probe"],
    ["app", "core"],
    ["app", "report"],
    ["probe", "io"],
    ["session", "wire"],
    ["core", "model"],
    ["io", "model"],
    ["wire", "model"],
  ];
  for (const [from, to] of downwards) {
    const source = `import { x } from "../${to}/x.ts"; x();`;
    assertEquals(problems(`src/${from}/a.ts`, source), []);
  }
});

Deno.test("`layers/direction` refuses imports that point up or sideways", () => {
  const upwards = [
    ["model", "core"],
    ["wire", "io"],
    ["io", "wire"],
    ["core", "io"],
    ["core", "probe"],
    ["probe", "core"],
    ["report", "probe"],
    ["session", "report"],
    ["app", "cli"],
  ];
  for (const [from, to] of upwards) {
    const source = `import type { X } from "../${to}/x.ts"; export type Y = X;`;
    assertEquals(ids(`src/${from}/a.ts`, source), ["layers/direction"]);
  }
});

Deno.test("`layers/direction` sees every form of import", () => {
  const forms = [
    `import { x } from "../cli/x.ts"; x();`,
    `import "../cli/x.ts";`,
    `export { x } from "../cli/x.ts";`,
    `export * from "../cli/x.ts";`,
    `await import("../cli/x.ts");`,
    `type X = import("../cli/x.ts").X;`,
    `const name = "../cli/x.ts"; await import(name);`,
    `import { x } from "../../tools/x.ts"; x();`,
    `import { x } from "../../mod.ts"; x();`,
  ];
  for (const form of forms) {
    assertEquals(ids("src/app/a.ts", form), ["layers/direction"], form);
  }
});

Deno.test("`layers/direction` keeps packages to the layers that list them", () => {
  const use = (name: string) => `import { x } from "${name}"; x();`;
  assertEquals(problems("src/wire/a.ts", use("dns-packet")), []);
  assertEquals(problems("src/io/deno_udp.ts", use("node:dgram")), []);
  assertEquals(problems("src/cli/a.ts", use("@std/cli/parse-args")), []);
  for (const path of ["src/io/io.ts", "src/core/a.ts", "src/app/a.ts"]) {
    assertEquals(ids(path, use("node:dgram")), ["layers/direction"], path);
  }
  assertEquals(ids("src/core/a.ts", use("dns-packet")), ["layers/direction"]);
});

Deno.test("`layers/direction` lets only app and cli choose Deno's Io", () => {
  const source = `import { denoIo } from "../io/deno.ts"; denoIo();`;
  assertEquals(problems("src/app/a.ts", source), []);
  assertEquals(ids("src/probe/a.ts", source), ["layers/direction"]);
});

Deno.test("`layers/outside` refuses each way to reach outside", () => {
  const ways = [
    "Deno.connect({ port: 1 });",
    "export type C = Deno.Conn;",
    "setTimeout(() => {}, 1);",
    "const later = setTimeout; later();",
    "const timers = { setTimeout };",
    "globalThis.clearInterval(1);",
    "self.setTimeout(() => {}, 1);",
    "performance.now();",
    "crypto.randomUUID();",
    "Date.now();",
    "new Date();",
    "Math.random();",
    "AbortSignal.timeout(1);",
    "console.log(1);",
    "fetch('http://127.0.0.1/');",
  ];
  for (const layer of Object.keys(LAYERS)) {
    if (layer === "cli") continue;
    for (const way of ways) {
      assertEquals(ids(`src/${layer}/a.ts`, way), ["layers/outside"], way);
    }
  }
});

Deno.test("`layers/outside` passes names that only look alike", () => {
  const source = [
    "const clock = { setTimeout: 1, fetch() {} };",
    "clock.setTimeout; io.performance.now();",
    "new Date(0); Math.max(1, 2); // Deno.connect()",
    "const text = 'Date.now()';",
    "const self = []; self.length;",
    "export interface A { readonly process: number; }",
  ].join("\n");
  assertEquals(problems("src/core/a.ts", source), []);
});

Deno.test("`layers/outside` lets Io and the command line do their part", () => {
  assertEquals(problems("src/io/deno.ts", "Deno.connect({ port: 1 });"), []);
  assertEquals(problems("src/io/deno_clock.ts", "performance.now();"), []);
  assertEquals(problems("src/cli/main.ts", "Deno.exit(Deno.args.length);"), []);
  const read = problems("src/cli/main.ts", "Deno.readTextFile('x');");
  assertStringIncludes(read.join(), "Deno is out of reach");
});

Deno.test("`layers/house` refuses a file outside every layer", () => {
  assertEquals(ids("src/util/a.ts", "export {};"), ["layers/house"]);
  assertEquals(ids("src/a.ts", "export {};"), ["layers/house"]);
  assertEquals(ids("tools/a.ts", "Deno.exit();"), []);
});

Deno.test("`LAYERS` holds for every file of src", () => {
  const files = filesBelow("src").filter((path) => path.endsWith(".ts"));
  const found = files.flatMap((path) =>
    problems(path, Deno.readTextFileSync(new URL(path, ROOT)))
      .map((problem) => `${path}: ${problem}`)
  );
  assertEquals(found, []);
});
