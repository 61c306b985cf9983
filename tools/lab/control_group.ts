import type { Pressure } from "./contention.ts";
import { kill, pause } from "./processes.ts";

/**
 * Share of a stretch in which a group waits for processors that others hold,
 * from which on it could hardly look: most of the time. On two processors, with
 * other work beside, one lab alone waits for 0 to 0.1 of it, and four side by
 * side for 0.1 on average and for less than 0.5 at most. Words that a quiet
 * machine would not give came from 0.2 on, in one trial of eight; those are
 * judged, since most words are right up to there and beyond (measured).
 */
const STARVED_SHARE = 0.5;

/** How often a group is tried to be removed while its processes end. */
const MAX_TRIES = 500;

/** Pause between two tries, in milliseconds. */
const TRY_PAUSE_MS = 2;

/**
 * A control group of Linux (cgroup v2). The kernel counts apart how long its
 * processes wait for a processor, with any controller or none.
 */
export class ControlGroup {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes one; `undefined` where the kernel has none, or lends none. */
  static async make(name: string): Promise<ControlGroup | undefined> {
    const root = await groupRoot();
    if (root === undefined) return undefined;
    const group = new ControlGroup(`${root}/${name}`);
    try {
      await Deno.mkdir(group.#folder);
      const told = await Deno.readTextFile(group.pressure.file);
      if (told.includes("full ")) return group;
    } catch {
      // Not every kernel tells, and not everybody may make a group.
    }
    await group.remove();
    return undefined;
  }

  /**
   * How long others held the processors: processes of the group that wait for
   * each other do not count.
   */
  get pressure(): Pressure {
    const file = `${this.#folder}/cpu.pressure`;
    return { file, line: "full", starvedShare: STARVED_SHARE };
  }

  /** Takes a process that has just been started, with all that it starts. */
  add(pid: number): void {
    try {
      Deno.writeTextFileSync(`${this.#folder}/cgroup.procs`, `${pid}`);
    } catch {
      // It has ended already.
    }
  }

  /** Ends what is still in it, and removes it. */
  async remove(): Promise<void> {
    await removeGroup(this.#folder);
  }
}

/** Removes groups by their names, with what is still in them. */
export async function removeGroups(
  isChosen: (name: string) => boolean,
): Promise<void> {
  const root = await groupRoot();
  if (root === undefined) return;
  const entries = await Array.fromAsync(Deno.readDir(root));
  for (const { name, isDirectory } of entries) {
    if (isDirectory && isChosen(name)) await removeGroup(`${root}/${name}`);
  }
}

/**
 * Where control groups are: beside those of version 1, or in their place.
 *
 * @param mounts Text of `/proc/self/mounts`.
 * @returns The folder; `undefined` where there is none.
 */
export function groupRootIn(mounts: string): string | undefined {
  return /^\S+ (\S+) cgroup2 /m.exec(mounts)?.[1];
}

async function groupRoot(): Promise<string | undefined> {
  return groupRootIn(await Deno.readTextFile("/proc/self/mounts"));
}

async function removeGroup(folder: string): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      const members = await Deno.readTextFile(`${folder}/cgroup.procs`);
      for (const [pid] of members.matchAll(/^\d+$/gm)) kill(Number(pid));
      await Deno.remove(folder);
      return;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      // Busy as long as a process is ending.
      await pause(TRY_PAUSE_MS);
    }
  }
}
