import type { FollowingIo } from "./following_io.ts";
import type { ServingIo } from "./io.ts";

/** What an agent does to the world beside a diagnosis. */
export interface AgentIo extends FollowingIo, Pick<ServingIo, "listen"> {
  /**
   * Milliseconds since the system was started, sleep included, to the second;
   * `null` where that may not be asked.
   */
  uptimeMs(): number | null;
  /**
   * Opens the files of a journal, and changes nothing yet but the mark's.
   * Throws `IoError`: a path is no file, is in use by another agent, or a
   * permission is missing.
   */
  openJournal(path: string): Promise<JournalFile>;
}

/**
 * The files of a journal: `path` and `path.1`, the one before it, and
 * `path.alive`, the sign of life. All text is ASCII. Every method throws
 * `IoError`; no two may run at once.
 */
export interface JournalFile {
  /** The text of the older file when it was opened. */
  readonly older: string;
  /** The text of the file when it was opened. */
  readonly newer: string;
  /** The text of the sign of life when it was opened. */
  readonly mark: string;
  /**
   * Puts a line at the end, and waits until it is on the disk. What a crash
   * has torn at the end is cut off before.
   */
  append(line: string): Promise<void>;
  /** Makes the file the older one, and begins a new one with a text. */
  rotate(text: string): Promise<void>;
  /** Overwrites the sign of life; it is on the disk when the system likes. */
  markAlive(text: string): Promise<void>;
  /** Closes all; again is allowed. */
  close(): void;
}
