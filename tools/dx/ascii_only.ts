/**
 * Spells what is beyond ASCII by its number: one such character would double
 * the memory of a script, since V8 keeps it with two bytes for each then, and
 * cost 2 ms at each start (measured). The bundler has done so in strings;
 * regular expressions and comments are left, where the spelling changes
 * nothing.
 *
 * @param bundle The text of the bundle.
 * @returns The same program in ASCII.
 */
export function asciiOnly(bundle: string): string {
  return bundle.replace(/[\u0080-\uffff]/g, (character) => {
    const number = character.charCodeAt(0).toString(16);
    return `\\u${number.padStart(4, "0")}`;
  });
}
