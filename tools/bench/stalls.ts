/**
 * A thousand times a watching process is held up for 0.2 to 4 s, stopped and
 * continued or without a processor: no session may be called offline for it.
 * Every process watches servers of all four protocols on loopback. Needs
 * Linux, and root for the stalls without a processor. Contacts loopback alone.
 *
 * Options: `--stops COUNT`, `--starved COUNT`, `--watchers COUNT`,
 * `--seed NUMBER`, `--write FILE`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { runBench } from "./bench_lab.ts";
import type { BenchProcess } from "./bench_process.ts";
import { bundle } from "./bundle.ts";
import { table } from "./markdown.ts";
import { median } from "./median.ts";
import { numberOption } from "./number_option.ts";
import { present } from "./present.ts";
import {
  type Moves,
  SESSIONS_OF_EACH,
  STALL_PROTOCOLS,
  StallsScene,
} from "./stalls_scene.ts";
import { Starver } from "./stalls_starver.ts";
import { stopThem } from "./stalls_stop.ts";
import { surroundings } from "./surroundings.ts";

const options = parseArgs(Deno.args, {
  string: ["stops", "starved", "watchers", "seed", "write"],
  default: { stops: "1000", starved: "100", watchers: "25", seed: "1" },
});

await runBench(main, {
  stops: "COUNT",
  starved: "COUNT",
  watchers: "COUNT",
  seed: "NUMBER",
  write: "FILE",
});

async function main(): Promise<number> {
  const stops = numberOption("stops", options.stops, 0, 100_000);
  const starved = numberOption("starved", options.starved, 0, 10_000);
  const watchers = numberOption("watchers", options.watchers, 1, 100);
  const seed = numberOption("seed", options.seed, 0, 2 ** 31);
  const folder = await Deno.makeTempDir({ prefix: "faultline-stalls-" });
  try {
    const program = await bundle("src/cli/main.ts", `${folder}/faultline.js`);
    await using scene = new StallsScene(program);
    await scene.start(watchers);
    const stopped = await scene.count(() =>
      stopThem(scene.watchers, stops, seed)
    );
    const starving = await scene.count(() =>
      starve(scene.watchers, starved, seed)
    );
    const rows = [
      row("stopped and continued", stopped),
      row("without a processor", starving),
    ];
    await present(page(rows, watchers), "stalls", options.write);
    for (const line of scene.offline) console.error(line);
    return scene.offline.length === 0 ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function starve(
  watchers: readonly BenchProcess[],
  count: number,
  seed: number,
): Promise<readonly number[]> {
  if (count === 0) return [];
  await using starver = new Starver(watchers);
  await starver.start();
  return await starver.starve(count, seed);
}

function row(name: string, { stallsMs, suspect, offline }: Moves): string[] {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const lengths = stallsMs.length === 0 ? ["–"] : [
    Math.min(...stallsMs),
    median(stallsMs),
    Math.max(...stallsMs),
  ].map(seconds);
  return [
    name,
    `${stallsMs.length}`,
    lengths.join(", "),
    `${suspect}`,
    `${offline}`,
  ];
}

function page(rows: readonly string[][], watchers: number): string {
  const head = [
    ...["the watching process was", "stalls", "shortest, median, longest"],
    ...["moves to `suspect`", "moves to `offline`"],
  ];
  return [
    `Measured by \`deno task bench:stalls --write docs/benchmarks.md\` on`,
    `${surroundings()}, Deno ${Deno.version.deno}: ${watchers} processes, each`,
    `with ${SESSIONS_OF_EACH} sessions on loopback of ${
      STALL_PROTOCOLS.join(", ")
    }, half of the`,
    "processes with a beat each 500 ms and half with one a second, each held",
    "up again and again. Nothing was wrong with any server, so each move to",
    "`offline` would be an error. Without a processor means: last in the line",
    "for one that busy loops keep; the length is what the process waited.",
    "",
    table(head, rows),
  ].join("\n");
}
