import { denoRunner } from "./dx/deno_command.ts";
import { isInstalled } from "./dx/programs.ts";
import { inProject } from "./dx/project.ts";
import { openScene } from "./loopback_scene.ts";

/** A run that a document shows: what is run, and what it printed. */
const SHOWN = /(<!-- run: faultline (.*?) -->\n\n```text\n)(.*?)(?=^```$)/gms;

/** What differs from run to run: durations with their padding, and times. */
const VOLATILE = / *\d+(?:\.\d+)?(?:ms|s)\b|\d\d:\d\d:\d\d(?:\.\d+)?/g;

/** A machine that had no time for a run has learnt nothing of the program. */
const STARVED = /\[observer-/;

/** Longest run, in milliseconds: a watch of some seconds on a busy machine. */
const MAX_RUN_MS = 30_000;

/** What a run may do. */
const FLAGS: readonly string[] = [
  "--no-prompt",
  "--allow-net=127.0.0.1",
  "--allow-run=ip,ping,nstat",
  "--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf,examples",
  "--allow-env=TERM,LC_ALL,LC_CTYPE,LANG,PROXY",
];

/**
 * Runs the program with a line of arguments on loopback.
 *
 * @param line The arguments, between blanks, with the ports that are shown.
 * @returns What it printed, on both outputs.
 */
export type Run = (line: string) => Promise<string>;

/**
 * Brings the runs that a document shows up to date. One that differs in times
 * alone stays as it is, so that only what has changed is a change.
 *
 * @param document The document.
 * @param run Runs the program.
 * @returns The document with what the program prints today.
 */
export async function withFreshRuns(
  document: string,
  run: Run,
): Promise<string> {
  let fresh = "";
  let end = 0;
  for (const match of document.matchAll(SHOWN)) {
    const [whole, head = "", line = "", before = ""] = match;
    const after = await run(line);
    const isKept = steady(after) === steady(before) || STARVED.test(after);
    const text = isKept ? before : after;
    fresh += document.slice(end, match.index) + head + text;
    end = match.index + whole.length;
  }
  return fresh + document.slice(end);
}

/**
 * Does the same with the sources of this project, where the programs are that
 * a diagnosis asks: elsewhere its evidence is another, and nothing changes.
 *
 * @param document The document.
 * @returns The document with what the program prints today.
 */
export async function refreshRuns(document: string): Promise<string> {
  if (!["ip", "ping", "nstat"].every(isInstalled)) return document;
  await using scene = openScene();
  return await withFreshRuns(
    document,
    async (line) => scene.toShown(await printed(scene.toReal(line))),
  );
}

function steady(text: string): string {
  return text.replace(VOLATILE, " TIME");
}

async function printed(line: string): Promise<string> {
  const isNpm = import.meta.resolve("@std/cli/parse-args").startsWith("file:");
  const { stdFlags } = denoRunner(isNpm ? "npm" : "jsr");
  const { stdout } = await new Deno.Command("sh", {
    // Both outputs in the order in which they are written.
    args: ["-c", 'exec "$0" "$@" 2>&1', Deno.execPath(), "run", "--quiet"]
      .concat(stdFlags, FLAGS, "src/cli/main.ts", line.split(" ")),
    cwd: inProject("."),
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1" },
    signal: AbortSignal.timeout(MAX_RUN_MS),
    stdin: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}
