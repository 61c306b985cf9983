/** A file of a check says something that cannot be used. */
export class CheckFileError extends SyntaxError {
  /** Names the place and what was expected there. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CheckFileError";
  }
}
