/**
 * Writes the generated documents, or says which of them are stale.
 *
 * `--write` brings them up to date; `--check` fails if one is not.
 *
 * @module
 */
import { GENERATED, type Generated } from "./generated.ts";

/** How documents are read and written. */
export interface Documents {
  /** The text of a document; throws if there is none. */
  read(path: string): string;
  /** Replaces the text of a document. */
  write(path: string, text: string): void;
}

/**
 * Puts a new part into a document.
 *
 * @param text The document as it is.
 * @param name The section's name.
 * @param part What belongs there.
 * @returns The document as it should be.
 * @throws {SyntaxError} If the document has not exactly one such section.
 */
export function withSection(text: string, name: string, part: string): string {
  const open = `<!-- generated: ${name} -->\n`;
  const close = "<!-- /generated -->";
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0 || text.indexOf(open, start + 1) >= 0) {
    throw new SyntaxError(
      `Cannot find one section as ${name}: put it between ${open.trim()} ` +
        `and ${close}, once`,
    );
  }
  const head = text.slice(0, start + open.length);
  return `${head}\n${part.trim()}\n\n${text.slice(end)}`;
}

/**
 * The generated documents that differ from what their sources say.
 *
 * @param entries What is generated.
 * @param documents How to read them.
 * @returns Path and right text of each stale one.
 */
export async function staleDocuments(
  entries: readonly Generated[],
  documents: Documents,
): Promise<Map<string, string>> {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const { path, section, render } of entries) {
    const old = before.get(path) ?? documents.read(path);
    before.set(path, old);
    const part = await render();
    const text = after.get(path) ?? old;
    after.set(
      path,
      section === undefined ? part : withSection(text, section, part),
    );
  }
  for (const [path, text] of after) {
    if (before.get(path) === text) after.delete(path);
  }
  return after;
}

const disk: Documents = {
  read(path) {
    try {
      return Deno.readTextFileSync(new URL(`../${path}`, import.meta.url));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "";
      throw error;
    }
  },
  write(path, text) {
    Deno.writeTextFileSync(new URL(`../${path}`, import.meta.url), text);
  },
};

async function main(mode: string | undefined): Promise<number> {
  if (mode !== "--check" && mode !== "--write") {
    console.error("usage: generate.ts --check|--write");
    return 2;
  }
  const stale = await staleDocuments(GENERATED, disk);
  for (const [path, text] of stale) {
    if (mode === "--write") disk.write(path, text);
    console.log(`${path} ${mode === "--write" ? "written" : "is stale"}`);
  }
  if (mode === "--write" || stale.size === 0) return 0;
  console.error("error: run `deno task generate`");
  return 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args[0]));
