/**
 * Writes the generated documents, or says which of them are stale.
 *
 * `--write` brings them up to date; `--check` fails if one is not.
 *
 * @module
 */
import { exists, inProject } from "./dx/project.ts";
import { GENERATED, type Generated } from "./generated.ts";

/** What happens to texts outside of this program. */
export interface Documents {
  /** The text of a document; empty if there is none. */
  read(path: string): string;
  /** Brings a text into the project's format. */
  format(text: string): Promise<string>;
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
  const open = `<!-- ${name}:begin -->`;
  const close = `<!-- ${name}:end -->`;
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0 || start !== text.lastIndexOf(open)) {
    throw new SyntaxError(
      `Cannot find one section as ${name}: put it between ${open} and ` +
        `${close}, once`,
    );
  }
  const head = text.slice(0, start + open.length);
  return `${head}\n\n${part.trim()}\n\n${text.slice(end)}`;
}

/**
 * The generated documents that differ from what their sources say.
 *
 * @param entries What is generated.
 * @param documents How to read and format them.
 * @returns Path and right text of each stale one.
 */
export async function staleDocuments(
  entries: readonly Generated[],
  documents: Documents,
): Promise<Map<string, string>> {
  const drafts = new Map<string, string>();
  const plain = new Set<string>();
  for (const { path, section, isPlain, render } of entries) {
    const draft = drafts.get(path) ?? documents.read(path);
    const part = await render(draft);
    if (isPlain) plain.add(path);
    drafts.set(
      path,
      section === undefined ? part : withSection(draft, section, part),
    );
  }
  const stale = new Map<string, string>();
  for (const [path, draft] of drafts) {
    const text = plain.has(path) ? draft : await documents.format(draft);
    if (text !== documents.read(path)) stale.set(path, text);
  }
  return stale;
}

const disk: Documents = {
  read: (path) => exists(path) ? Deno.readTextFileSync(inProject(path)) : "",
  async format(text) {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["fmt", "--ext=md", "-"],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
    const { success, stdout } = await child.output();
    if (!success) throw new Error("Cannot format a document: deno fmt failed");
    return new TextDecoder().decode(stdout);
  },
};

async function main(mode: string | undefined): Promise<number> {
  if (mode !== "--check" && mode !== "--write") {
    console.error("usage: generate.ts --check|--write");
    return 2;
  }
  const stale = await staleDocuments(GENERATED, disk);
  for (const [path, text] of stale) {
    if (mode === "--write") {
      await Deno.mkdir(inProject(`${path}/..`), { recursive: true });
      await Deno.writeTextFile(inProject(path), text);
    }
    console.log(`${path} ${mode === "--write" ? "written" : "is stale"}`);
  }
  if (mode === "--write" || stale.size === 0) return 0;
  console.error("error: run `deno task generate`");
  return 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args[0]));
