/**
 * What a thousand sessions do that are lost at once: programs started,
 * connections and echoes asked for, beside those of a single session. Side
 * probes are shared, so the two should be alike. Needs Linux; contacts
 * loopback alone.
 *
 * Options: `--sessions COUNT`, `--write FILE`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { MAX_SUBPROCESSES } from "../../src/model/limits.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";
import { runBench } from "./bench_lab.ts";
import { BenchProcess } from "./bench_process.ts";
import { bundle } from "./bundle.ts";
import { countingIo } from "./counting_io.ts";
import { faultlineCommand } from "./faultline_command.ts";
import { table } from "./markdown.ts";
import { numberOption } from "./number_option.ts";
import { present } from "./present.ts";
import { sleep } from "./sleep.ts";
import { surroundings } from "./surroundings.ts";

const options = parseArgs(Deno.args, {
  string: ["sessions", "write"],
  default: { sessions: "1000" },
});

/** Time between two beats, in milliseconds. */
const BEAT_MS = 1000;

/** How long one loss may take to be told by all, in milliseconds. */
const TOLD_MS = 30_000;

/** Time between the begins of two sessions, in ms: no queue runs over. */
const APART_MS = 1;

/** From the last session's begin until the fault, in milliseconds. */
const SETTLE_MS = 3000;

/** How sessions are lost: the signal that the server's process gets. */
const LOSSES = [
  { name: "the server's process is killed", signal: "SIGKILL" },
  { name: "the server's process hangs", signal: "SIGSTOP" },
] as const;

/**
 * How much more a thousand may ask than one: as much again as a whole look,
 * where some fell silent after the first look had begun.
 */
const SLACK = MAX_SUBPROCESSES;

/** What followed the loss of some sessions. */
interface Loss {
  /** How many said that they are offline. */
  readonly offline: number;
  /** What they named as the cause. */
  readonly modes: readonly string[];
  /** Programs that were started. */
  readonly programs: number;
  /** Connections that were asked for. */
  readonly connections: number;
}

await runBench(main, { sessions: "COUNT", write: "FILE" });

async function main(): Promise<number> {
  const most = numberOption("sessions", options.sessions, 1, 1000);
  const folder = await Deno.makeTempDir({ prefix: "faultline-lost-" });
  const rows: string[][] = [];
  let areShared = true;
  try {
    const program = await bundle(
      "tools/bench/sessions_serve.ts",
      `${folder}/sessions_serve.js`,
    );
    for (const { name, signal } of LOSSES) {
      const one = await lose(program, 1, signal);
      const all = await lose(program, most, signal);
      rows.push(row(name, 1, one), row(name, most, all));
      areShared &&= all.programs <= one.programs + SLACK &&
        all.connections <= one.connections + SLACK;
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  await present(page(rows), "lost", options.write);
  return areShared ? 0 : 1;
}

async function lose(
  program: string,
  count: number,
  signal: Deno.Signal,
): Promise<Loss> {
  await using server = new BenchProcess(
    faultlineCommand(["text", `${BEAT_MS}`], program),
  );
  await server.printed('"event":"listening"', 1, TOLD_MS);
  const { address } = JSON.parse(server.lines[0] ?? "");
  const counting = countingIo();
  const world = createWatchWorld(counting.io);
  const online = Promise.withResolvers<void>();
  let coming = count;
  const ends = Array.from({ length: count }, async (_, index) => {
    await sleep(index * APART_MS);
    const moves = watchWith(world, `text://${address}`, {
      intervalMs: BEAT_MS,
      reconnect: false,
      signal: AbortSignal.timeout(2 * TOLD_MS),
    });
    let last: WatchTransition | undefined;
    for await (const move of moves) {
      if (move.to === "online" && --coming === 0) online.resolve();
      if (move.to === "offline") last = move;
    }
    return last;
  });
  await online.promise;
  await sleep(SETTLE_MS);
  counting.reset();
  server.kill(signal);
  const lost = (await Promise.all(ends)).filter((move) => move !== undefined);
  const modes = new Set(lost.map(({ verdict }) => verdict?.mode ?? "none"));
  return { offline: lost.length, modes: [...modes], ...counting.counts };
}

function row(name: string, count: number, loss: Loss): string[] {
  const { offline, modes, programs, connections } = loss;
  return [
    name,
    `${count}`,
    `${offline}`,
    modes.map((mode) => `\`${mode}\``).join(", "),
    `${programs}`,
    `${connections}`,
  ];
}

function page(rows: readonly string[][]): string {
  const head = [
    ...["what happens", "sessions", "moves to `offline`", "cause named"],
    ...["programs started", "connections asked for"],
  ];
  return [
    "Counted by `deno task bench:lost --write docs/benchmarks.md` on",
    `${surroundings()}, Deno ${Deno.version.deno}: sessions of \`text\` in one`,
    "process on loopback, a beat a second each, from the fault until the last",
    "one is offline; none reconnects, so that all that is counted looks at the",
    "path.",
    "",
    table(head, rows),
  ].join("\n");
}
