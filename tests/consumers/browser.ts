/** The browser of Debian, without a window and without anything to ask. */
const BROWSER = [
  "chromium",
  "--headless",
  // It runs as root, and reads nothing but what the tests have written.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--window-size=1100,900",
];

/** Longest time for one page on a busy machine, in seconds. */
const MAX_SECONDS = 60;

/** A network of its own without any route: browsers ask their makers. */
const ALONE = [
  ...["--net", "--pid", "--fork", "--kill-child", "--mount-proc"],
  ...["timeout", `${MAX_SECONDS}`],
];

/** Whether the browser is there and a network of its own can be made for it. */
export function canBrowse(): boolean {
  if (Deno.build.os !== "linux") return false;
  try {
    const args = [...ALONE, "chromium", "--version"];
    return new Deno.Command("unshare", { args }).outputSync().success;
  } catch {
    return false;
  }
}

/** Opens a page in the browser, and gives the document as it stands then. */
export async function browse(page: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/page.html`, page);
    const { code, stdout } = await new Deno.Command("unshare", {
      args: [
        ...ALONE,
        ...BROWSER,
        `--user-data-dir=${folder}/profile`,
        "--dump-dom",
        `file://${folder}/page.html`,
      ],
      env: { HOME: folder },
      stderr: "null",
    }).output();
    if (code !== 0) throw new Error(`The browser ended with ${code}`);
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
