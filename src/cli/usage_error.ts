/** Bad input of the user: one clear line, exit code 2, nothing probed. */
export class UsageError extends Error {
  /** The command whose help would tell more, if it is known. */
  readonly command: string | undefined;

  /** Takes the line to print. */
  constructor(message: string, command?: string) {
    super(message);
    this.name = "UsageError";
    this.command = command;
  }
}
