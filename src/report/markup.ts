import { scrub } from "../model/scrub.ts";

/** Longest text put into markup; longer words come from nobody we know. */
const MAX_TEXT_LENGTH = 2000;

/** What has a meaning in XML and HTML, with what stands for it. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** A piece of XML or HTML: what peers wrote in it has been escaped. */
export class Markup {
  /** The markup itself. */
  readonly source: string;

  /** Takes what is markup already. */
  constructor(source: string) {
    this.source = source;
  }
}

/** What may stand in markup: text and numbers are escaped, lists are joined. */
export type MarkupPart = string | number | Markup | readonly MarkupPart[];

/**
 * Writes XML or HTML: whatever is put in is text, unless it is markup itself,
 * so that none can be forgotten.
 */
export function markup(
  pieces: TemplateStringsArray,
  ...parts: readonly MarkupPart[]
): Markup {
  const source = pieces.reduce((text, piece, index) =>
    `${text}${sourceOf(parts[index - 1] ?? "")}${piece}`
  );
  return new Markup(source);
}

function sourceOf(part: MarkupPart): string {
  if (part instanceof Markup) return part.source;
  if (typeof part === "object") return part.map(sourceOf).join("");
  return escapeMarkup(String(part));
}

/** Writes texts as so many lines. */
export function markupLines(lines: readonly string[]): Markup {
  return new Markup(lines.map(escapeMarkup).join("\n"));
}

/**
 * Escapes a text for XML and HTML, within elements and quoted attributes
 * alike, as one line: what XML 1.0 forbids is scrubbed as all controls are.
 */
function escapeMarkup(text: string): string {
  return scrub(text, MAX_TEXT_LENGTH)
    .replace(/[&<>"']/g, (char) => REFERENCES.get(char) ?? char);
}
