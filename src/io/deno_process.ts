import { signalChild, startChild } from "./deno_child.ts";
import type { Finished, SpawnOptions } from "./io.ts";

/**
 * Runs a program to its end, without a shell, with the plain messages of the
 * C locale and nothing to read.
 *
 * Output beyond the bound is read and dropped, so that the program ends. When
 * the signal aborts it is killed at once: the programs asked here only print.
 *
 * @param program A name that is looked for in the path, or a path.
 * @param args Its arguments, each as one.
 * @param options The signal and the bound on output.
 * @returns What it printed and how it ended.
 * @throws {IoError} It could not be started.
 */
export async function spawn(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<Finished> {
  const { signal, maxBytes } = options;
  signal.throwIfAborted();
  const child = startChild(program, args, "piped");
  const stop = () => signalChild(child, "SIGKILL");
  signal.addEventListener("abort", stop, { once: true });
  try {
    // A grandchild may hold the pipes open after the kill: stop reading too.
    const [stdout, stderr, status] = await Promise.all([
      readBounded(child.stdout, maxBytes, signal),
      readBounded(child.stderr, maxBytes, signal),
      child.status,
    ]);
    // Whoever ends by itself just then has said more than was read.
    const isWhole = status.signal === null && !signal.aborted;
    const exitCode = isWhole ? status.code : null;
    return { exitCode, stdout, stderr };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function readBounded(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const reader = stream.getReader();
  const stop = () => reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop, { once: true });
  const decoder = new TextDecoder();
  let text = "";
  let left = maxBytes;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left = Math.max(0, left - value.length);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    reader.releaseLock();
  }
}
