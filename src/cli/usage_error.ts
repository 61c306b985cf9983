/** Bad input of the user: one clear line, exit code 2, nothing probed. */
export class UsageError extends Error {
  /** Takes the line to print. */
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
