import { assertEquals } from "@std/assert/equals";
import config from "../../deno.json" with { type: "json" };
import npmMap from "../../tools/std/import_map.npm.json" with { type: "json" };
import { exists, filesBelow, inProject } from "../../tools/dx/project.ts";

/** The npm map's own way to its package; the shims alone use it. */
const MIRROR = "deno-std/";

const fromJsr = Object.entries(config.imports);
const fromNpm: Record<string, string> = npmMap.imports;

function importsIn(path: string): string[] {
  const text = Deno.readTextFileSync(inProject(path));
  const found = text.matchAll(/(?:from|import) "(@std\/[^"]+)"/g);
  return [...found].map((match) => match[1] ?? "");
}

Deno.test("`import_map.npm.json` agrees with deno.json on npm packages", () => {
  const npmPart = (entries: [string, string][]) =>
    entries.filter(([name, target]) =>
      target.startsWith("npm:") && name !== MIRROR
    ).sort();
  assertEquals(npmPart(Object.entries(fromNpm)), npmPart(fromJsr));
});

Deno.test("`import_map.npm.json` stands in for every @std package", () => {
  const jsr = fromJsr.filter(([, target]) => target.startsWith("jsr:"));
  const names = Object.keys(fromNpm).filter((name) => name.startsWith("@std/"));
  const packages = new Set(names.map((name) => name.replace(/\/[^/]+$/, "")));
  assertEquals([...packages].sort(), jsr.map(([name]) => name).sort());
  for (const [name, target] of jsr) assertEquals(target, `jsr:${name}@^1`);
});

Deno.test("`import_map.npm.json` has every module that is imported", () => {
  const files = ["src", "tests", "tools"].flatMap(filesBelow).filter((path) =>
    path.endsWith(".ts") && !path.startsWith("tools/std/")
  );
  const used = new Set([...files, "mod.ts"].filter(exists).flatMap(importsIn));
  const missing = [...used].filter((name) => !(name in fromNpm));
  assertEquals(missing, []);
});

Deno.test("`import_map.npm.json` names each shim, and each shim its module", () => {
  const shims = filesBelow("tools/std").filter((path) => path.endsWith(".ts"));
  const named = Object.entries(fromNpm).filter(([name]) =>
    name.startsWith("@std/")
  );
  assertEquals(
    named.map(([, target]) => target.replace("./", "tools/std/")).sort(),
    shims,
  );
  for (const [name, target] of named) {
    const module = name.slice("@std/".length).replaceAll("-", "_");
    assertEquals(target, `./${module}.ts`);
    const shim = Deno.readTextFileSync(
      inProject(`tools/std/${target.slice(2)}`),
    );
    assertEquals(shim.includes(`"${MIRROR}${module}.js"`), true, name);
  }
});

Deno.test("`deno.npm.lock` pins the version that the map names", () => {
  const lock = Deno.readTextFileSync(inProject("tools/std/deno.npm.lock"));
  const { specifiers } = JSON.parse(lock);
  for (const target of Object.values(fromNpm)) {
    if (!target.startsWith("npm:")) continue;
    const name = target.replace("npm:/", "npm:").replace(/\/$/, "");
    assertEquals(typeof specifiers[name], "string", name);
  }
});
