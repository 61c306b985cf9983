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
