import config from "../../deno.json" with { type: "json" };
import { isInstalled } from "../dx/programs.ts";
import { run } from "../lab/command.ts";

/**
 * When and where something was measured.
 *
 * @returns Date, kernel and processors, such as "2026-11-21, Linux 6.18, …".
 */
export function surroundings(): string {
  const date = new Date().toISOString().slice(0, 10);
  const kernel = Deno.osRelease().replace(/-.*/, "");
  const processors = navigator.hardwareConcurrency;
  return `${date}, Linux ${kernel}, ${processors} processors`;
}

/**
 * The versions of all programs that are compared.
 *
 * @returns One line.
 */
export async function versions(): Promise<string> {
  const curl = await firstWords(["curl", "--version"], /^curl \S+/m);
  const nc = await firstWords(["nc", "-h"], /^.*netcat.*$/m);
  const ping = await firstWords(["ping", "-V"], /^ping .*iputils \S+/m);
  const faultline = `Faultline ${config.version} on Deno ${Deno.version.deno}`;
  return [curl, nc, ping, faultline].join(", ");
}

async function firstWords(
  command: readonly string[],
  pattern: RegExp,
): Promise<string> {
  const [program = ""] = command;
  if (!isInstalled(program)) return `no ${program}`;
  const { stdout, stderr } = await run(command);
  return pattern.exec(stdout + stderr)?.[0] ?? `${program} (unknown)`;
}
