const ROOT = new URL("../../", import.meta.url).pathname;

/**
 * Names a file by its place in the project.
 *
 * @param filename Absolute or project-relative name, either kind of slash.
 * @returns The name relative to the project, with `/`, such as
 * `src/core/classify/classify.ts`.
 */
export function projectPath(filename: string): string {
  const slashed = filename.replaceAll("\\", "/");
  const at = slashed.indexOf(ROOT.slice(1));
  return at < 0 ? slashed : slashed.slice(at + ROOT.length - 1);
}
