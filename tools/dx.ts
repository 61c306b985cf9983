/**
 * The tasks of `deno.json`: what a fresh machine needs besides Deno, they
 * choose and set up by themselves.
 *
 * @module
 */
import { buildCommand } from "./dx/build_command.ts";
import { checkCommand, lockCommand } from "./dx/check_command.ts";
import { type DenoRunner, denoRunner } from "./dx/deno_command.ts";
import { probeJsr } from "./dx/jsr_probe.ts";
import { cacheFolder, recall, remember } from "./dx/std_memory.ts";
import { chooseStd, type StdChoice } from "./dx/std_source.ts";
import { testCommand } from "./dx/test_command.ts";

type Command = (deno: DenoRunner, args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  build: buildCommand,
  check: checkCommand,
  doc: (deno) =>
    deno.run([
      ...["doc", "--quiet", "--html", "--name=Faultline", "--output=dist/doc"],
      ...deno.stdFlags,
      "mod.ts",
    ]),
  demo: (deno, args) => faultline(deno, "demo", ["demo", ...args]),
  faultline: (deno, args) => faultline(deno, "diagnose", args),
  generate: (deno) => script(deno, "tools/generate.ts", ["--write"]),
  lab: (deno, args) => script(deno, "tools/lab/main.ts", args),
  lock: lockCommand,
  ok: async (deno) => await checkCommand(deno) || await testCommand(deno, []),
  run: (deno, [file = "", ...args]) => script(deno, file, args),
  test: testCommand,
};

function faultline(
  deno: DenoRunner,
  permissions: string,
  args: readonly string[],
): Promise<number> {
  return deno.run([
    "run",
    ...deno.stdFlags,
    ...deno.permissions(permissions),
    "src/cli/main.ts",
    ...args,
  ]);
}

function script(
  deno: DenoRunner,
  file: string,
  args: readonly string[],
): Promise<number> {
  return deno.run(["run", "-A", ...deno.stdFlags, file, ...args]);
}

function choose(): Promise<StdChoice> {
  const env = Deno.env.toObject();
  const folder = cacheFolder(env, Deno.build.os);
  const memory = {
    path: `${folder}/std-source.json`,
    registry: env.JSR_URL ?? "https://jsr.io/",
    nowMs: Date.now(),
  };
  return chooseStd({
    setting: env.FAULTLINE_STD,
    probe: probeJsr,
    recall: () => folder === undefined ? undefined : recall(memory),
    remember: (reason) => {
      if (folder !== undefined) remember(memory, reason);
    },
  });
}

async function main(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`usage: dx.ts ${Object.keys(COMMANDS).join("|")} [ARG…]`);
    return 2;
  }
  let choice: StdChoice;
  try {
    choice = await choose();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(`error: ${error.message}`);
    return 2;
  }
  if (choice.notice !== undefined) console.error(choice.notice);
  return await command(denoRunner(choice.source), rest);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
