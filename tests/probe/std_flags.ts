/**
 * Flags of `deno run` by which a program in a network namespace finds `@std`
 * where this process has found it.
 */
export const STD_FLAGS: readonly string[] =
  import.meta.resolve("@std/async/delay").startsWith("file:")
    ? [
      `--import-map=${pathOf("../../tools/std/import_map.npm.json")}`,
      // Versions come from the lock, since no registry can be asked for them.
      `--lock=${pathOf("../../tools/std/deno.npm.lock")}`,
      "--frozen",
    ]
    : [];

function pathOf(file: string): string {
  return new URL(file, import.meta.url).pathname;
}
