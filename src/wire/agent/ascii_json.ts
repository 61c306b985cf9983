/**
 * Writes a value as JSON in ASCII on one line: a journal is read one character
 * a byte, and by terminals.
 */
export function toAsciiJson(value: object): string {
  return JSON.stringify(value).replace(/[^ -~]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
