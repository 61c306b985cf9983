/**
 * Gives a variable of the environment; `undefined` where there is none. Throws
 * a `SyntaxError` for one that may not be read: a default in the place of a
 * value that nobody could see would check the wrong host.
 */
export type Variables = (name: string) => string | undefined;

/** `$$`, or `${NAME}` and `${NAME:-default}`; what is left is a slip. */
const REFERENCE = /\$\$|\$\{(?:([A-Za-z_]\w*)(?::-([^{}]*))?\}|)/g;

/**
 * Puts variables of the environment in the place of `${NAME}`. With
 * `${NAME:-default}` the default stands in for one that is missing or empty, as
 * in a shell; `$$` is one dollar.
 *
 * @param text The text.
 * @param variables The environment.
 * @returns The text with their values.
 * @throws {SyntaxError} A variable is missing or may not be read, or a
 * reference is malformed.
 */
export function expandVariables(text: string, variables: Variables): string {
  if (!text.includes("$")) return text;
  return text.replace(REFERENCE, (whole, name?: string, other?: string) => {
    if (whole === "$$") return "$";
    if (name === undefined) {
      throw new SyntaxError("expected ${NAME} or ${NAME:-default} after $");
    }
    const value = variables(name);
    if (other !== undefined) return value || other;
    if (value !== undefined) return value;
    throw new SyntaxError(`the variable ${name} is not set`);
  });
}
