/** A real product that runs on loopback; `await using` stops it. */
export interface Product extends AsyncDisposable {
  readonly address: "127.0.0.1";
  readonly port: number;
  /** Stops the process as SIGSTOP does: it lives and does nothing. */
  suspend(): void;
  /** Tells the process to read its configuration again. */
  reload(): void;
  /** Ends the process at once, without a word to anybody. */
  kill(): Promise<void>;
}

/** How a product is started. */
export interface ProductOptions {
  readonly program: string;
  /** Arguments that make it stay in front. */
  readonly args: readonly string[];
  /** The port that it is told to serve. */
  readonly port: number;
  /** Its configuration, one line each, where it reads `/dev/stdin`. */
  readonly config?: readonly string[];
  /** What it prints once it serves. */
  readonly ready: string;
}

/** Longest start of a product; squid needs a second on a busy machine. */
const MAX_START_MS = 20_000;

/**
 * Whether a program is installed and the tests may run it. Their tests are
 * ignored where it is not.
 */
export function canRun(
  program: string,
  args: readonly string[] = ["-v"],
): boolean {
  if (Deno.build.os !== "linux") return false;
  try {
    new Deno.Command(program, { args: [...args] }).outputSync();
    return true;
  } catch {
    return false;
  }
}

/** Starts a product, and waits until it serves. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { port, config } = options;
  const child = new Deno.Command(options.program, {
    args: [...options.args],
    stdin: config ? "piped" : "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (config) await writeLines(child.stdin, config);
  const log = new ProductLog(child);
  const timer = setTimeout(() => child.kill("SIGKILL"), MAX_START_MS);
  const isReady = await log.shows(options.ready);
  clearTimeout(timer);
  if (!isReady) {
    throw new Error(`Cannot start ${options.program}:\n${log.text}`);
  }
  await accepts(port);
  return {
    address: "127.0.0.1",
    port,
    suspend: () => child.kill("SIGSTOP"),
    reload: () => child.kill("SIGHUP"),
    kill: () => end(child, log, "SIGKILL"),
    [Symbol.asyncDispose]: () => end(child, log, "SIGTERM"),
  };
}

/**
 * Longest end of a product, in milliseconds: tinyproxy 1.11 overlooks a signal
 * that comes just before it begins to wait.
 */
const MAX_END_MS = 5000;

async function end(
  child: Deno.ChildProcess,
  log: ProductLog,
  signal: "SIGKILL" | "SIGTERM",
): Promise<void> {
  tell(child, "SIGCONT");
  tell(child, signal);
  const timer = setTimeout(() => tell(child, "SIGKILL"), MAX_END_MS);
  await child.status;
  clearTimeout(timer);
  await log.ended;
}

function tell(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    // It has ended already.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Looks at a port before giving up; squid says "ready" a moment too soon. */
const MAX_LOOKS = 200;

/** Waits until a port of loopback is served. */
async function accepts(port: number): Promise<void> {
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  throw new Error(`Cannot reach port ${port}, which should be served`);
}

async function writeLines(
  stream: WritableStream<Uint8Array>,
  lines: readonly string[],
): Promise<void> {
  const writer = stream.getWriter();
  await writer.write(new TextEncoder().encode(lines.join("\n") + "\n"));
  await writer.close();
}

/** A port of loopback that was free a moment ago. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** What a product prints, read all the time so that it never blocks. */
class ProductLog {
  text = "";
  readonly ended: Promise<unknown>;
  #wake = () => {};
  #isOver = false;

  constructor(child: Deno.ChildProcess) {
    this.ended = Promise.all([
      this.#read(child.stdout),
      this.#read(child.stderr),
    ]).then(() => {
      this.#isOver = true;
      this.#wake();
    });
  }

  async shows(words: string): Promise<boolean> {
    while (!this.text.includes(words)) {
      if (this.#isOver) return false;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    return true;
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      this.text = (this.text + decoder.decode(bytes)).slice(-16_384);
      this.#wake();
    }
  }
}
