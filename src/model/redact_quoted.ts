/**
 * Takes out of a message what could be credentials: in each quoted value, all
 * that stands before the last `@`. A person who mistypes a target must not
 * find the password in the log of the job.
 *
 * @param message A message that quotes as JSON what it was given; a value that
 * was cut has no end, and is not recognised.
 * @returns The message with `***` in their place.
 */
export function redactQuoted(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => {
    const at = quoted.lastIndexOf("@");
    return at < 0 ? quoted : `"***${quoted.slice(at)}`;
  });
}
