/** How a command line ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of {@linkcode faultline}. */
export interface FaultlineOptions {
  /** Flags of `deno run`. @default {["-A"]} */
  readonly permissions?: readonly string[];
  /** Environment on top of this process's own, and of the C locale. */
  readonly env?: Readonly<Record<string, string>>;
}

const ROOT = new URL("../../", import.meta.url).pathname;

/** A subprocess finds `@std` where this process has found it. */
const STD_FLAGS = import.meta.resolve("@std/cli/parse-args").startsWith("file:")
  ? [`--import-map=${ROOT}tools/std/import_map.npm.json`]
  : [];

/** The command line of `deno` that runs the program for real. */
export function denoArgs(
  args: readonly string[],
  permissions: readonly string[] = ["-A"],
): string[] {
  return [
    ...["run", "--quiet", "--no-lock", "--no-prompt", ...STD_FLAGS],
    ...permissions,
    `${ROOT}src/cli/main.ts`,
    ...args,
  ];
}

/** Runs the program as a process of its own, without a terminal. */
export async function faultline(
  args: readonly string[],
  { permissions, env = {} }: FaultlineOptions = {},
): Promise<Ended> {
  return await ended(
    new Deno.Command(Deno.execPath(), {
      args: denoArgs(args, permissions),
      env: { LC_ALL: "C", ...env },
      stdin: "null",
    }),
  );
}

/** Runs a command, and gives how it ended. */
export async function ended(command: Deno.Command): Promise<Ended> {
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** A port of this machine that nobody serves. */
export function closedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}
