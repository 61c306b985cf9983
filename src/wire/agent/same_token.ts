/**
 * Whether somebody showed the right token. It looks at every character
 * whatever the others are, so that the time it takes does not tell how many
 * were right.
 *
 * @param shown What was shown, if anything.
 * @param token The right one.
 */
export function isSameToken(
  shown: string | undefined,
  token: string,
): boolean {
  const given = shown ?? "";
  let difference = given.length ^ token.length;
  for (let i = 0; i < token.length; i++) {
    // Beyond its end a text gives NaN, which counts as 0.
    difference |= token.charCodeAt(i) ^ given.charCodeAt(i);
  }
  return difference === 0;
}
