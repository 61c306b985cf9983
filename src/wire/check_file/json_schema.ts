import { toJsonSchema } from "@valibot/to-json-schema";
import { CHECK_FILE } from "./schema.ts";

/** What the schema is called, and says of itself. */
const HEAD = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Faultline check",
  description: "Targets to check, and what is expected of them.",
};

/**
 * Describes the file of a check for editors.
 *
 * @returns A JSON Schema of draft 2020-12, as one line a value.
 */
export function checkFileSchema(): string {
  const schema = toJsonSchema(CHECK_FILE, { target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, ...HEAD }, null, 2)}\n`;
}
