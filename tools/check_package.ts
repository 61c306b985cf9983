/**
 * Checks the package as it is written and published, `jsr:` imports and all,
 * against a registry of its own on loopback and in a copy of the sources, so
 * that neither the lock file nor the caches of this machine are touched.
 *
 * @module
 */
import { ENTRY_POINTS } from "./dx/check_command.ts";
import { exists, inProject } from "./dx/project.ts";
import { closingLine } from "./dx/tally.ts";
import { startMiniJsr } from "./mini_jsr.ts";

/** Each must succeed; the last two show that no task falls back needlessly. */
const CHECKS: readonly (readonly string[])[] = [
  ["check", ...ENTRY_POINTS],
  ["doc", "--lint", ...ENTRY_POINTS],
  ["lint"],
  ["publish", "--dry-run", "--allow-dirty"],
  ["task", "build"],
  ["task", "test", "core"],
];

/** What a run says when it did fall back. */
const FALLBACK = "@std comes from npm";

async function copyTracked(to: string): Promise<void> {
  const { stdout } = await new Deno.Command("git", {
    args: ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    cwd: inProject("."),
  }).output();
  const paths = new TextDecoder().decode(stdout).split("\0").filter(Boolean);
  for (const path of paths.filter(exists)) {
    const target = `${to}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), {
      recursive: true,
    });
    await Deno.copyFile(inProject(path), target);
  }
}

async function succeeds(
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<boolean> {
  console.log(`\n== deno ${args.join(" ")} ==`);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env,
    stdin: "null",
  }).output();
  const said = new TextDecoder().decode(stdout) +
    new TextDecoder().decode(stderr);
  const ok = success && !said.includes(FALLBACK);
  console.log(ok ? "ok" : said);
  return ok;
}

async function main(): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "faultline-package-" });
  try {
    await using registry = await startMiniJsr(
      new URL("std/import_map.npm.json", import.meta.url),
    );
    const project = `${folder}/project`;
    await copyTracked(project);
    const env = {
      JSR_URL: registry.url,
      DENO_DIR: `${folder}/cache`,
      XDG_CACHE_HOME: folder,
      DENO_NO_UPDATE_CHECK: "1",
      FAULTLINE_STD: "auto",
      NO_COLOR: "1",
    };
    let passed = 0;
    for (const args of CHECKS) {
      if (await succeeds(args, project, env)) passed++;
    }
    console.log(closingLine({ passed, failed: CHECKS.length - passed }));
    return passed === CHECKS.length ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) Deno.exit(await main());
