import { withSection } from "../generate.ts";
import { format } from "./markdown.ts";

/**
 * Prints a text, or puts it into a section of a document.
 *
 * @param text Markdown.
 * @param section The name of the section.
 * @param path The document; absent to print.
 * @throws {SyntaxError} The document has no such section.
 */
export async function present(
  text: string,
  section: string,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) return console.log(await format(text));
  const document = withSection(await Deno.readTextFile(path), section, text);
  await Deno.writeTextFile(path, await format(document));
}
