/**
 * How long "JSR is out of reach" is believed: long enough to spare a working
 * day's commands the probe, short enough to notice a changed network.
 */
export const MEMORY_MAX_AGE_MS: number = 60 * 60 * 1000;

/** Where one answer is kept. */
export interface StdMemory {
  /** The file that holds it. */
  readonly path: string;
  /** The registry that was asked: another one is another question. */
  readonly registry: string;
  /** The time, in milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Where this user's caches lie.
 *
 * @param env The environment.
 * @param os The system's name, as `Deno.build.os` says it.
 * @returns The folder, or nothing where the environment names none.
 */
export function cacheFolder(
  env: Readonly<Record<string, string>>,
  os: string,
): string | undefined {
  if (env.XDG_CACHE_HOME) return `${env.XDG_CACHE_HOME}/faultline`;
  if (os === "windows") {
    return env.LOCALAPPDATA ? `${env.LOCALAPPDATA}\\faultline` : undefined;
  }
  if (!env.HOME) return undefined;
  return os === "darwin"
    ? `${env.HOME}/Library/Caches/faultline`
    : `${env.HOME}/.cache/faultline`;
}

/**
 * What was remembered of this registry.
 *
 * @param memory Where to look.
 * @returns The reason, or nothing if there is none, it is too old, or what
 * is there cannot be read: a damaged memory only costs a new probe.
 */
export function recall(memory: StdMemory): string | undefined {
  try {
    const kept = JSON.parse(Deno.readTextFileSync(memory.path));
    const ageMs = memory.nowMs - kept.atMs;
    const holds = kept.registry === memory.registry && ageMs >= 0 &&
      ageMs < MEMORY_MAX_AGE_MS && typeof kept.reason === "string";
    return holds ? kept.reason : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Remembers why a registry could not be reached; where nothing can be
 * written, nothing is remembered.
 *
 * @param memory Where to keep it.
 * @param reason The reason in a few words.
 */
export function remember(memory: StdMemory, reason: string): void {
  const { registry, nowMs } = memory;
  try {
    const folder = memory.path.replace(/[/\\][^/\\]*$/, "");
    Deno.mkdirSync(folder, { recursive: true });
    const text = JSON.stringify({ registry, reason, atMs: nowMs });
    Deno.writeTextFileSync(memory.path, text + "\n");
  } catch {
    // A memory is a convenience: without it the next command probes again.
  }
}
