import { IoError } from "../../src/io/io.ts";
import type { Terminal } from "../../src/io/terminal.ts";

/** What a {@linkcode FakeTerminal} is like; the rest is plain and quiet. */
export interface FakeTerminalOptions {
  readonly outputIsTerminal?: boolean;
  readonly errorIsTerminal?: boolean;
  readonly columns?: number;
  readonly noColour?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** Standard input, line by line. */
  readonly lines?: AsyncIterable<string>;
  /** Why a file cannot be written; absent where it can. */
  readonly unwritable?: IoError;
  /** Why standard output cannot be written; absent where it can. */
  readonly full?: IoError;
  /** What each program does: its exit code, or why it cannot be started. */
  readonly programs?: Readonly<Record<string, number | IoError>>;
}

/** A terminal that keeps what is written to it. */
export class FakeTerminal implements Terminal {
  readonly args: readonly string[];
  readonly outputIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  readonly columns: number;
  readonly noColour: boolean;
  /** What was written to standard output. */
  output = "";
  /** What was written to standard error. */
  error = "";
  /** The programs that were run, as lines. */
  readonly ran: string[] = [];
  /** Files by path. */
  readonly files: Map<string, string> = new Map();
  readonly #options: FakeTerminalOptions;
  readonly #controller = new AbortController();
  readonly #actions = new Set<() => void>();

  constructor(args: readonly string[], options: FakeTerminalOptions = {}) {
    this.args = args;
    this.outputIsTerminal = options.outputIsTerminal ?? false;
    this.errorIsTerminal = options.errorIsTerminal ?? false;
    this.columns = options.columns ?? 80;
    this.noColour = options.noColour ?? false;
    this.#options = options;
  }

  /** Somebody reads all that is written here. */
  readonly unread = new AbortController().signal;

  get interrupted(): AbortSignal {
    return this.#controller.signal;
  }

  /** How many repeated actions have not been ended. */
  get repeating(): number {
    return this.#actions.size;
  }

  variable(name: string): string | undefined {
    return this.#options.variables?.[name];
  }

  mayReadVariable(_name: string): boolean {
    return true;
  }

  write(text: string): Promise<void> {
    if (this.#options.full) return Promise.reject(this.#options.full);
    this.output += text;
    return Promise.resolve();
  }

  async *lines(): AsyncIterable<string> {
    yield* this.#options.lines ?? [];
  }

  writeError(text: string): void {
    this.error += text;
  }

  async replaceFile(path: string, text: string): Promise<void> {
    await this.requireWritable(path);
    this.files.set(path, text);
  }

  requireWritable(_path: string): Promise<void> {
    const { unwritable } = this.#options;
    return unwritable ? Promise.reject(unwritable) : Promise.resolve();
  }

  repeat(_periodMs: number, action: () => void): () => void {
    this.#actions.add(action);
    return () => this.#actions.delete(action);
  }

  mayRun(program: string): Promise<boolean> {
    return Promise.resolve(this.#options.programs?.[program] !== undefined);
  }

  async run(program: string, args: readonly string[]): Promise<number> {
    const ended = this.#options.programs?.[program] ?? 0;
    if (ended instanceof IoError) throw ended;
    this.ran.push([program, ...args].join(" "));
    return await Promise.resolve(ended);
  }

  exit(code: number): never {
    throw new Error(`exit ${code}`);
  }

  /** Lets a period pass, as often as told. */
  tick(times = 1): void {
    for (let turn = 0; turn < times; turn++) {
      for (const action of this.#actions) action();
    }
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    this.#controller.abort(new DOMException("interrupted", "AbortError"));
  }
}

/** An {@linkcode IoError} of the file system. */
export function fileError(message: string, permission?: string): IoError {
  return new IoError({
    kind: permission === undefined ? "failed" : "not-permitted",
    originalName: "Error",
    message,
    permission,
  });
}
