/** How a script asks for a module that the runtime brings along. */
const GET = "globalThis.process.getBuiltinModule";

/**
 * A static import of a built-in module, as the bundler writes it: on a line of
 * its own, or between two statements without a blank where it minifies.
 */
const STATIC =
  /(?<=^|;)import ?(?:\* ?as )?([\w$]+|\{[^}]*\}) ?from ?("node:[\w/]+")(?:;|$)/gm;

/**
 * What the bundler writes for `require()` of libraries: it would load Node's
 * whole layer at start, 15 ms (measured), needed or not.
 */
const REQUIRE =
  /(?<=^|;)import ?\{ ?createRequire as ([\w$]+) ?\} ?from "node:module";\s*var ([\w$]+) ?= ?\1\(import\.meta\.url\);/m;

/** A dynamic one. */
const DYNAMIC = /\bimport\(("node:[\w/]+")\)/g;

/**
 * Takes the imports of built-in modules out of a bundle, so that it is a
 * script without any import.
 *
 * @param bundle The text of the bundle.
 * @returns The same program, asking the runtime directly.
 */
export function withoutBuiltinImports(bundle: string): string {
  return bundle
    .replace(REQUIRE, `var $2 = (module) => ${GET}(module);`)
    .replace(STATIC, (_, names: string, module: string) => {
      return `const ${names.replaceAll(" as ", ": ")} = ${GET}(${module});`;
    })
    .replace(DYNAMIC, `${GET}($1)`);
}
