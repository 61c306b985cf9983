/**
 * The look of a page: light or dark as the reader's system has it, and light
 * on paper. Colours are named by what they are for.
 */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f7f8fa; --card: #ffffff; --text: #1c2128; --faint: #667085;
  --line: #d5dae1; --good: #1a7f45; --bad: #c62828; --doubt: #a05a00;
  --good-soft: #e3f4e9; --bad-soft: #fdeaea; --doubt-soft: #fdf1dc;
  --faint-soft: #eceff3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1c2027; --text: #e6e9ee; --faint: #98a2b3;
    --line: #343a45; --good: #4cc38a; --bad: #ff7b72; --doubt: #f0b34a;
    --good-soft: #16301f; --bad-soft: #3a1b1d; --doubt-soft: #35270f;
    --faint-soft: #262b34;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 68rem;
  background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0.25rem 0; }
h2 { font-size: 1.1rem; line-height: 1.35; margin: 0 0 0.5rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0.4rem 0; }
code, .mono, svg .subject { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
code { font-size: 0.9em; }
header, section, details.card {
  background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; padding: 1rem 1.25rem; margin: 0 0 1rem;
}
header { border-left: 6px solid var(--mark); }
.brand { color: var(--faint); font-size: 0.85rem; margin: 0; }
.faint { color: var(--faint); }
.good { --mark: var(--good); --soft: var(--good-soft); }
.bad { --mark: var(--bad); --soft: var(--bad-soft); }
.doubt { --mark: var(--doubt); --soft: var(--doubt-soft); }
.unsure { --mark: var(--faint); --soft: var(--faint-soft); }
.word { color: var(--mark); }
.next { border-left: 3px solid var(--line); padding-left: 0.75rem; }
.scroll { overflow-x: auto; }
figure { margin: 0.75rem 0 0; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--text); font-size: 13px; }
svg .small { fill: var(--faint); font-size: 12px; }
svg .subject { fill: var(--faint); font-size: 12px; }
svg .name { font-weight: 600; }
svg .node { fill: var(--soft); stroke: var(--mark); stroke-width: 2; }
svg .broken .node { stroke-width: 3.5; }
svg .sign { fill: var(--mark); font-size: 17px; font-weight: 700; }
svg .joined { stroke: var(--good); stroke-width: 2.5; }
svg .severed { stroke: var(--faint); stroke-width: 2; stroke-dasharray: 3 6; }
svg .band { fill: var(--mark); }
svg .soft { fill: var(--soft); }
svg .state { fill: var(--mark); font-size: 12px; font-weight: 600; }
svg .axis { stroke: var(--line); stroke-width: 1; }
svg .curve { fill: none; stroke: var(--text); stroke-width: 1.5; }
svg .spread { stroke: var(--faint); stroke-width: 1; opacity: 0.6; }
svg .miss { stroke: var(--bad); stroke-width: 2; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; }
th { color: var(--faint); font-weight: 600; white-space: nowrap; }
tr + tr td { border-top: 1px solid var(--line); }
td.time { text-align: right; white-space: nowrap; }
td.tight { white-space: nowrap; }
section > details { margin-top: 0.75rem; }
section > details > table { margin-top: 0.4rem; }
summary { cursor: pointer; font-weight: 600; }
ul { margin: 0.4rem 0; padding-left: 1.25rem; }
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --card: #fff; --text: #000; --faint: #555; --line: #bbb;
    --good: #1a7f45; --bad: #c62828; --doubt: #a05a00;
    --good-soft: #fff; --bad-soft: #fff; --doubt-soft: #fff;
    --faint-soft: #fff;
  }
  body { padding: 0; font-size: 12px; max-width: none; }
  svg { print-color-adjust: exact; }
}
`;
