/** How a script asks for a module that the runtime brings along. */
const GET = "globalThis.process.getBuiltinModule";

/** A static import of a built-in module, as the bundler writes it. */
const STATIC = /^import (?:\* as )?(\w+|\{[^}]*\}) from ("node:[\w/]+");?$/gm;

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
    .replace(STATIC, (_, names: string, module: string) => {
      return `const ${names.replaceAll(" as ", ": ")} = ${GET}(${module});`;
    })
    .replace(DYNAMIC, `${GET}($1)`);
}
