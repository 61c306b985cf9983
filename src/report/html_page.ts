import { HTML_STYLE } from "./html_style.ts";
import { Markup, markup } from "./markup.ts";
import type { Paint } from "./style.ts";

/** The colours of a page, by what they are for, as its style names them. */
export const HTML_PAINTS: Readonly<Record<Paint, string>> = {
  good: "good",
  bad: "bad",
  doubt: "doubt",
  faint: "unsure",
  strong: "unsure",
};

/** What a page says. */
export interface HtmlPage {
  /** What it is, for the tab and the line above the heading. */
  readonly kind: string;
  /** Its main sentence. */
  readonly heading: string;
  /** What the sentence is of. */
  readonly paint: Paint;
  /** After how many seconds a reader should load it anew; absent for never. */
  readonly refreshS?: number | undefined;
  /** What stands beneath the sentence, a paragraph each. */
  readonly lines: readonly string[];
  /** Everything else. */
  readonly body: readonly Markup[];
}

/**
 * Writes one self-contained page: it needs neither network nor script, and its
 * policy (https://www.w3.org/TR/CSP3/) allows neither.
 */
export function htmlPage(page: HtmlPage): string {
  const { kind, heading, paint, lines, body, refreshS } = page;
  const refresh = refreshS === undefined
    ? []
    : markup`<meta http-equiv="refresh" content="${refreshS}">\n`;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${refresh}<title>${heading} - Faultline</title>
<style>${new Markup(HTML_STYLE)}</style>
</head>
<body>
<header class="${HTML_PAINTS[paint]}">
<p class="brand">${kind}</p>
<h1 class="word">${heading}</h1>
${lines.map((line) => markup`<p class="faint">${line}</p>\n`)}</header>
<main>
${body}</main>
</body>
</html>
`.source;
}

/**
 * A part of a page with its own heading.
 *
 * @param heading The heading.
 * @param body What stands beneath it.
 * @param paint The colour of the heading.
 * @returns The part.
 * @default paint none
 */
export function htmlSection(
  heading: string,
  body: readonly Markup[] | Markup,
  paint?: Paint,
): Markup {
  const look = paint === undefined ? "" : `word ${HTML_PAINTS[paint]}`;
  return markup`<section>
<h2 class="${look}">${heading}</h2>
${body}</section>
`;
}

/** A part of a page that is folded away at first. */
export function htmlDetails(
  heading: string,
  body: readonly Markup[] | Markup,
): Markup {
  return markup`<details class="card">
<summary>${heading}</summary>
${body}</details>
`;
}
