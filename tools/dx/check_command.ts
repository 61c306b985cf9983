import { type DenoRunner, FROZEN } from "./deno_command.ts";
import { exists, filesBelow } from "./project.ts";
import { closingLine } from "./tally.ts";

/** What the library and the program export: their documentation is checked. */
export const ENTRY_POINTS: readonly string[] = ["mod.ts", "src/cli/main.ts"];

/**
 * Everything that can be said of the sources without running them.
 *
 * @param deno Runs Deno.
 * @returns The exit code: 0 if every check passed.
 */
export async function checkCommand(deno: DenoRunner): Promise<number> {
  const checks: readonly [string, readonly string[]][] = [
    ["format", ["fmt", "--check"]],
    ["lint, layers, tidiness", ["lint"]],
    ["types", ["check", "--quiet", ...deno.stdFlags, ...typedFiles(deno)]],
    ["documentation", [
      "doc",
      "--quiet",
      "--lint",
      ...deno.stdFlags,
      ...ENTRY_POINTS,
    ]],
    ["generated documents", [
      "run",
      "-A",
      ...deno.stdFlags,
      "tools/generate.ts",
      "--check",
    ]],
  ];
  let passed = 0;
  for (const [name, args] of checks) {
    console.log(`\n== ${name} ==`);
    const code = await deno.run(args);
    if (code === 0) passed++;
    else console.log(`FAILED: ${name} (exit code ${code})`);
  }
  console.log(closingLine({ passed, failed: checks.length - passed }));
  return passed === checks.length ? 0 : 1;
}

/**
 * Brings the lock file of the present source of `@std` up to date.
 *
 * @param deno Runs Deno.
 * @returns The exit code.
 */
export function lockCommand(deno: DenoRunner): Promise<number> {
  const flags = deno.stdFlags.filter((flag) => flag !== FROZEN);
  return deno.run(["cache", ...flags, ...typedFiles(deno)]);
}

/** The shims over npm resolve only with their own import map. */
function typedFiles(deno: DenoRunner): string[] {
  const folders = ["src", "tests", "tools"];
  const files = folders.flatMap(filesBelow).filter((path) =>
    path.endsWith(".ts") &&
    (deno.source === "npm" || !path.startsWith("tools/std/"))
  );
  return ["mod.ts", ...files].filter(exists);
}
