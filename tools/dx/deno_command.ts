import config from "../../deno.json" with { type: "json" };
import { permissionFlags } from "./permissions.ts";
import { inProject } from "./project.ts";
import { isInstalled, searchPath } from "./programs.ts";
import type { StdSource } from "./std_source.ts";

/**
 * Where nothing listens: the commands that take no import map still ask JSR
 * for versions they can do without, and would wait for a silent one.
 */
const NO_REGISTRY = "http://127.0.0.1:1/";

/** Runs `deno` for the tasks, one way for all of them. */
export interface DenoRunner {
  readonly source: StdSource;
  /** Flags by which a command that has a module graph finds `@std`. */
  readonly stdFlags: readonly string[];
  /**
   * The flags of a permission set of `deno.json`.
   *
   * @param name The set's name.
   * @returns Flags of `deno run` and `deno test`.
   */
  permissions(name: string): string[];
  /**
   * Runs one command in the project's folder, sharing this terminal.
   *
   * @param args Its arguments, without `deno`.
   * @param env Environment on top of this process's own.
   * @returns Its exit code.
   */
  run(args: readonly string[], env?: Record<string, string>): Promise<number>;
}

/** Holds a command to its lock file. */
export const FROZEN = "--frozen";

/** The npm way: another import map, and another lock file to hold it to. */
const NPM_FLAGS: readonly string[] = [
  "--import-map=tools/std/import_map.npm.json",
  "--lock=tools/std/deno.npm.lock",
  FROZEN,
];

/**
 * Makes the runner for one source of `@std`.
 *
 * @param source Where `@std` comes from.
 * @returns The runner.
 */
export function denoRunner(source: StdSource): DenoRunner {
  const base = environment(source);
  return {
    source,
    stdFlags: source === "npm" ? NPM_FLAGS : [],
    permissions: (name) =>
      permissionFlags(config.permissions, name, isInstalled),
    run: (args, env) => runShared(args, { ...base, ...env }),
  };
}

/** A task within a task does not choose anew. */
function environment(source: StdSource): Record<string, string> {
  return {
    PATH: searchPath(),
    DENO_NO_UPDATE_CHECK: "1",
    FAULTLINE_STD: source,
    ...(source === "npm" ? { JSR_URL: NO_REGISTRY } : {}),
  };
}

async function runShared(
  args: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: inProject("."),
    env,
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const release = passSignals(child);
  const { code } = await child.status;
  release();
  return code;
}

/**
 * A terminal sends SIGINT to the child as well: the child answers it, and
 * this process waits for that. SIGTERM comes here alone and is passed on.
 */
function passSignals(child: Deno.ChildProcess): () => void {
  function wait(): void {}
  function pass(): void {
    try {
      child.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
  }
  const windows = Deno.build.os === "windows";
  Deno.addSignalListener("SIGINT", wait);
  if (!windows) Deno.addSignalListener("SIGTERM", pass);
  return () => {
    Deno.removeSignalListener("SIGINT", wait);
    if (!windows) Deno.removeSignalListener("SIGTERM", pass);
  };
}
