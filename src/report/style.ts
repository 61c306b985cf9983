/** How text may look where it is printed. */
export interface Style {
  /** Whether colour may be used. */
  readonly colour: boolean;
  /** Whether characters beyond ASCII may be used. */
  readonly unicode: boolean;
  /** Characters that fit on a line; `Infinity` where nothing is folded. */
  readonly width: number;
}

/** Neither colour nor anything beyond ASCII, on 80 columns. */
export const PLAIN_STYLE: Style = { colour: false, unicode: false, width: 80 };

/** As in a page: all signs, no colour of a terminal, nothing is folded. */
export const PAGE_STYLE: Style = {
  colour: false,
  unicode: true,
  width: Infinity,
};

/** SGR parameters of ECMA-48: what a colour is for, not which it is. */
const PAINTS = {
  good: "32",
  bad: "1;31",
  doubt: "33",
  faint: "2",
  strong: "1",
} as const;

/** What a colour is for. */
export type Paint = keyof typeof PAINTS;

/** Colours a text, where colour may be used. */
export function paint(text: string, paint: Paint, style: Style): string {
  return style.colour ? `\x1b[${PAINTS[paint]}m${text}\x1b[0m` : text;
}

/** Signs, with what stands for them where only ASCII may be used. */
const SIGNS = {
  ok: ["✓", "ok"],
  broken: ["✗", "X"],
  degraded: ["~", "~"],
  unknown: ["?", "?"],
  joined: ["─", "-"],
  severed: ["╌", "."],
} as const;

/** The name of a sign. */
export type Sign = keyof typeof SIGNS;

/** Writes a sign. */
export function sign(name: Sign, style: Style): string {
  const [unicode, ascii] = SIGNS[name];
  return style.unicode ? unicode : ascii;
}

/** What else stands in texts of this program, in ASCII. */
const IN_ASCII: ReadonlyMap<string, string> = new Map([
  ["…", "..."],
  ["—", "-"],
  ["\x1b", "\x1b"],
]);

/** Replaces what ASCII does not have, where only ASCII may be used. */
export function plain(text: string, style: Style): string {
  if (style.unicode) return text;
  return text.replace(/[^\n -~]/gu, (char) => IN_ASCII.get(char) ?? "?");
}
