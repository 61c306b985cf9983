import { signalChild, startChild } from "./deno_child.ts";
import { MAX_FOLLOWED_LINE_LENGTH } from "./following_io.ts";

/** As `FollowingIo.follow()`, by Deno. */
export async function* follow(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  if (signal.aborted) return;
  const child = startChild(program, args, "null");
  const reader = child.stdout.getReader();
  const stop = () => {
    signalChild(child, "SIGKILL");
    reader.cancel().catch(() => {});
  };
  signal.addEventListener("abort", stop, { once: true });
  const lines = new LineSplitter();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      yield* lines.push(value);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
    await child.status;
  }
}

/** Cuts a stream of bytes into lines of bounded length. */
class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #isTooLong = false;

  push(bytes: Uint8Array): string[] {
    const parts = this.#decoder.decode(bytes, { stream: true }).split("\n");
    const lines: string[] = [];
    for (const [index, part] of parts.entries()) {
      this.#append(part);
      if (index === parts.length - 1) break;
      if (!this.#isTooLong) lines.push(this.#rest);
      this.#rest = "";
      this.#isTooLong = false;
    }
    return lines;
  }

  #append(part: string): void {
    if (this.#rest.length + part.length <= MAX_FOLLOWED_LINE_LENGTH) {
      this.#rest += part;
    } else {
      this.#isTooLong = true;
      this.#rest = "";
    }
  }
}
