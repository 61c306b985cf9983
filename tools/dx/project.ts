/** The project's folder, ending in `/`. */
const ROOT: URL = new URL("../../", import.meta.url);

/**
 * A path in the project as the system writes it.
 *
 * @param path Relative to the project.
 * @returns The absolute path.
 */
export function inProject(path: string): string {
  const { pathname } = new URL(path, ROOT);
  const decoded = decodeURIComponent(pathname);
  return Deno.build.os === "windows"
    ? decoded.slice(1).replaceAll("/", "\\")
    : decoded;
}

/**
 * Files below a folder of the project, sorted.
 *
 * @param folder Relative to the project, without a final `/`.
 * @returns Paths relative to the project; none if there is no such folder.
 */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  try {
    for (const entry of Deno.readDirSync(inProject(folder))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) found.push(...filesBelow(path));
      else if (entry.isFile) found.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}

/**
 * Whether a file or folder is there.
 *
 * @param path Relative to the project.
 * @returns True if so.
 */
export function exists(path: string): boolean {
  try {
    Deno.statSync(inProject(path));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
