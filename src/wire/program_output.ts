/** What a finished program left, whatever ran it. */
export interface ProgramOutput {
  /** Exit code; `null` when it was ended by a signal. */
  readonly exitCode: number | null;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
}
