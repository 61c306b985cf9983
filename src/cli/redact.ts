/**
 * Takes out of a message what could be credentials: in each quoted value, all
 * that stands before the last `@`. A person who mistypes a target must not
 * find the password in the log of the job.
 *
 * @param message A message that quotes as JSON what it was given.
 * @returns The message with `***` in their place.
 */
export function redactQuoted(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => {
    const at = quoted.lastIndexOf("@");
    return at < 0 ? quoted : `"***${quoted.slice(at)}`;
  });
}

/**
 * Whether a target or proxy seems to hold credentials that the syntax of URLs
 * ends too early: a part of them would be taken for the port or the path.
 *
 * @param text The target or proxy as a person wrote it.
 * @returns Whether `/`, `?` or `#` stands before the last `@`.
 */
export function hidesCredentials(text: string): boolean {
  const rest = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
  return /[/?#].*@/s.test(rest);
}
