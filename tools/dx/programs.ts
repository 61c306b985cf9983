const WINDOWS = Deno.build.os === "windows";

/**
 * The search path of every child: it finds this very Deno under its name.
 *
 * @returns `PATH`, with Deno's own folder first.
 */
export function searchPath(): string {
  const deno = Deno.execPath();
  const folder = deno.slice(0, deno.search(/[/\\][^/\\]*$/));
  return `${folder}${WINDOWS ? ";" : ":"}${Deno.env.get("PATH") ?? ""}`;
}

/**
 * Whether a program can be found.
 *
 * @param name Its bare name, such as `ping`, or a whole path.
 * @returns True if it lies on the search path, or where the path says.
 */
export function isInstalled(name: string): boolean {
  const file = WINDOWS && !name.includes(".") ? `${name}.exe` : name;
  if (/[/\\]/.test(name)) return isFile(file);
  const folders = searchPath().split(WINDOWS ? ";" : ":");
  return folders.some((folder) => isFile(`${folder}/${file}`));
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
