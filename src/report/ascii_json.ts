/**
 * Escapes whatever of a JSON text is not ASCII, and each control character
 * but line feeds, which only stand between values: it reads back as the same,
 * and no terminal acts upon it.
 */
export function asciiJson(json: string): string {
  return json.replace(/[^\n -~]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
