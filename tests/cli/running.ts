import { denoArgs } from "./faultline.ts";

/** The program as a process of its own that runs until it is told to end. */
export class Running implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #ended = false;

  /** Starts it with these flags of `deno run` alone. */
  constructor(args: readonly string[], permissions: readonly string[]) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: denoArgs(args, permissions),
      env: { LC_ALL: "C" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#reader = this.#child.stdout.getReader();
  }

  /** The next of its output; empty once it has ended. */
  async read(): Promise<string> {
    const { value } = await this.#reader.read();
    return new TextDecoder().decode(value);
  }

  /** Ends it by a signal, and tells how it ended. */
  async end(signal: Deno.Signal): Promise<{ code: number; stderr: string }> {
    this.#ended = true;
    this.#child.kill(signal);
    while (await this.read() !== "") continue;
    this.#reader.releaseLock();
    const stderr = await new Response(this.#child.stderr).text();
    const { code } = await this.#child.status;
    return { code, stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended) await this.end("SIGKILL");
  }
}
