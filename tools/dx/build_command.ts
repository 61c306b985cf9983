import config from "../../deno.json" with { type: "json" };
import { asciiOnly } from "./ascii_only.ts";
import { withoutBuiltinImports } from "./builtin_modules.ts";
import type { DenoRunner } from "./deno_command.ts";
import { inProject } from "./project.ts";

/** The one file that is the whole program. */
export const BUNDLE = "dist/faultline.js";

/**
 * Makes {@linkcode BUNDLE} and proves that it needs nothing else.
 *
 * @param deno Runs Deno.
 * @returns The exit code.
 */
export async function buildCommand(deno: DenoRunner): Promise<number> {
  const code = await deno.run([
    "bundle",
    "--quiet",
    // Half the bytes: a start reads them all.
    "--minify",
    ...deno.stdFlags,
    `--output=${BUNDLE}`,
    "src/cli/main.ts",
  ]);
  if (code !== 0) return code;
  const text = await Deno.readTextFile(inProject(BUNDLE));
  const script = asciiOnly(withoutBuiltinImports(text));
  await Deno.writeTextFile(inProject(BUNDLE), script);
  const problem = importProblem(await importsOf(BUNDLE)) ??
    await startProblem(BUNDLE, config.version);
  if (problem !== undefined) {
    console.error(`error: ${BUNDLE} ${problem}`);
    return 1;
  }
  const { size } = await Deno.stat(inProject(BUNDLE));
  console.log(`${BUNDLE} ${(size / 1024).toFixed(0)} KiB, starts offline`);
  return 0;
}

/** The part of `deno info --json` that is read here. */
interface ModuleGraph {
  readonly modules: readonly {
    readonly local?: string;
    readonly dependencies?: readonly { readonly specifier: string }[];
  }[];
}

/**
 * What a file imports, as Deno itself sees it.
 *
 * @param path The file, relative to the project.
 * @returns Specifiers, static and dynamic.
 */
export async function importsOf(path: string): Promise<string[]> {
  const file = inProject(path);
  const { stdout } = await isolated(["info", "--no-npm", "--json", file]);
  const graph: ModuleGraph = JSON.parse(new TextDecoder().decode(stdout));
  const root = graph.modules.find(({ local }) => local === file);
  return (root?.dependencies ?? []).map(({ specifier }) => specifier);
}

/**
 * Says what is wrong with a list of imports: it must be empty.
 *
 * @param specifiers What the file imports.
 * @returns The problem, if any.
 */
export function importProblem(
  specifiers: readonly string[],
): string | undefined {
  return specifiers.length === 0
    ? undefined
    : `still imports ${specifiers.join(", ")}`;
}

/**
 * Starts a file where nothing is cached and nothing may be loaded.
 *
 * @param path The file, relative to the project.
 * @param version What `--version` must print.
 * @returns The problem, if any.
 */
export async function startProblem(
  path: string,
  version: string,
): Promise<string | undefined> {
  const { code, stdout, stderr } = await isolated([
    "run",
    "--no-prompt",
    "--no-remote",
    "--no-npm",
    "--cached-only",
    inProject(path),
    "--version",
  ]);
  const said = new TextDecoder().decode(stdout);
  if (code === 0 && said.includes(version)) return undefined;
  return `does not start offline: exit code ${code}, ` +
    `${JSON.stringify(said + new TextDecoder().decode(stderr))}`;
}

async function isolated(
  args: readonly [string, ...string[]],
): Promise<Deno.CommandOutput> {
  const cache = await Deno.makeTempDir({ prefix: "faultline-empty-cache-" });
  try {
    const [command, ...rest] = args;
    return await new Deno.Command(Deno.execPath(), {
      args: [command, "--no-config", "--no-lock", ...rest],
      env: { DENO_DIR: cache, DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
      stdin: "null",
    }).output();
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}
