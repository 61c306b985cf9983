import type { Io } from "./io.ts";

/** What a long watch does to the world beside a diagnosis. */
export interface FollowingIo extends Io {
  /**
   * Runs a program without a shell for as long as it is listened to, and gives
   * each line that it prints. Ends when the program does or the signal aborts;
   * the program is killed when nobody listens any more. A line beyond
   * {@linkcode MAX_FOLLOWED_LINE_LENGTH} is dropped. Throws `IoError`.
   */
  follow(
    program: string,
    args: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

/** Most characters of a line: `ip monitor` of a link with all details fits. */
export const MAX_FOLLOWED_LINE_LENGTH = 4096;
