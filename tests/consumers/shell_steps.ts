import { STD_FLAGS } from "../probe/std_flags.ts";
import { type Ended, ended } from "../cli/faultline.ts";

/** The project. */
export const ROOT = new URL("../../", import.meta.url).pathname;

/** A folder in which shell steps run, with a `deno` that needs no build. */
export class ShellSteps implements AsyncDisposable {
  /** The folder, which is removed at the end. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder. */
  static async create(): Promise<ShellSteps> {
    const folder = await Deno.makeTempDir({ prefix: "faultline-steps-" });
    await Deno.mkdir(`${folder}/bin`);
    await Deno.writeTextFile(`${folder}/bin/deno`, standIn(), { mode: 0o755 });
    return new ShellSteps(folder);
  }

  /**
   * Runs a step as GitHub's and GitLab's runners do: in bash, ended by the
   * first command that fails.
   */
  async run(
    script: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const whole = `PATH="${this.folder}/bin:$PATH"\n${script}`;
    return await ended(
      new Deno.Command("bash", {
        args: ["--noprofile", "--norc", "-eo", "pipefail", "-c", whole],
        cwd: this.folder,
        env: { LC_ALL: "C", ...env },
        stdin: "null",
      }),
    );
  }

  /** Reads a file that a step wrote. */
  async read(path: string): Promise<string> {
    return await Deno.readTextFile(
      path.startsWith("/") ? path : `${this.folder}/${path}`,
    );
  }

  /** Removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** Runs the sources where the built program is asked for. */
function standIn(): string {
  return `#!/bin/sh
[ "$1" = run ] || exit 64
shift
for arg; do
  shift
  case $arg in *faultline.js) arg=${ROOT}src/cli/main.ts ;; esac
  set -- "$@" "$arg"
done
exec ${Deno.execPath()} run --no-lock ${STD_FLAGS.join(" ")} "$@"
`;
}
