/** What the command line needs of the world around it. */
export interface Terminal {
  /** The arguments, without the program's own name. */
  readonly args: readonly string[];
  /** Whether standard output is a terminal. */
  readonly outputIsTerminal: boolean;
  /** Whether standard error is a terminal. */
  readonly errorIsTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Whether `NO_COLOR` asks for no colour; known without a permission. */
  readonly noColour: boolean;
  /** A variable of the environment; absent also where it may not be read. */
  variable(name: string): string | undefined;
  /** Whether that variable may be read; `false` says nothing of its value. */
  mayReadVariable(name: string): boolean;
  /**
   * Writes to standard output; a reader that has gone is no error. Throws an
   * `IoError`.
   */
  write(text: string): Promise<void>;
  /**
   * The lines of standard input, until it ends or the signal aborts. A line
   * longer than `maxLength` is cut behind one character more.
   */
  lines(maxLength: number, signal: AbortSignal): AsyncIterable<string>;
  /** Writes to standard error. */
  writeError(text: string): void;
  /**
   * Puts a file in place of another at once, so that nobody sees a half. What
   * is no regular file, as a pipe, is written to. Throws an `IoError`.
   */
  replaceFile(path: string, text: string): Promise<void>;
  /** Throws an `IoError` unless the file could be written. */
  requireWritable(path: string): Promise<void>;
  /**
   * Calls again and again until the returned function is called; it never
   * keeps the program alive.
   */
  repeat(periodMs: number, action: () => void): () => void;
  /** Aborts once a write has shown that nobody reads standard output. */
  readonly unread: AbortSignal;
  /** Aborts on SIGINT and SIGTERM. */
  readonly interrupted: AbortSignal;
  /** Whether a program may be run; whoever sits at a terminal is asked. */
  mayRun(program: string): Promise<boolean>;
  /**
   * Runs a program in this one's place, with its streams and the signals that
   * it is sent from now on, and gives its exit code. Throws an `IoError`.
   */
  run(program: string, args: readonly string[]): Promise<number>;
  /** Ends the program. */
  exit(code: number): never;
}
