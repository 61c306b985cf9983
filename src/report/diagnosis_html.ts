import type { Diagnosis } from "../model/diagnosis.ts";
import { formatDuration } from "../model/duration.ts";
import { FAILURE_MODES } from "../model/failure_modes.ts";
import type { Observation } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Verdict } from "../model/verdict.ts";
import { isOpen } from "../model/verdict_words.ts";
import { evidenceOf, explanation } from "./evidence.ts";
import { headline } from "./headline.ts";
import { htmlDetails, htmlPage, htmlSection } from "./html_page.ts";
import { lostLooks } from "./lost_looks.ts";
import { type Markup, markup } from "./markup.ts";
import { inPathOrder } from "./observation_rows.ts";
import { observationSentence } from "./observation_sentence.ts";
import { pathSvg } from "./path_svg.ts";
import { PAGE_STYLE } from "./style.ts";

/**
 * Renders a diagnosis as a page of its own: the path with the break in it,
 * what was seen, what to do, and the evidence.
 */
export function reportHtml(diagnosis: Diagnosis): string {
  const { verdict, observations, path, startedAt } = diagnosis;
  const { words, where, paint } = headline(diagnosis, PAGE_STYLE);
  return htmlPage({
    kind: "Faultline diagnosis",
    heading: words,
    paint,
    lines: [where, startedAt],
    body: [
      htmlSection("The path", [pathSvg(path), ...explain(verdict)]),
      ...evidence(diagnosis),
      htmlDetails(
        `All that was seen (${observations.length})`,
        observationTable(observations),
      ),
    ],
  });
}

/** What was seen, what it may be, and what to do. */
export function explain(verdict: Verdict | null): Markup[] {
  if (verdict === null) return [];
  const { certain, candidates, advice } = verdict;
  const next = markup`<p class="next"><b>Next:</b> ${scrub(advice)}</p>\n`;
  const seen = markup`<p>${explanation(verdict)}</p>\n`;
  if (certain || candidates.length < 2) return [seen, next];
  const items = candidates.map((mode) => {
    const { title, advice } = FAILURE_MODES[mode];
    const more = isOpen(verdict) ? markup`<br>${advice}` : [];
    return markup`<li>${title} <code>${mode}</code>${more}</li>\n`;
  });
  return [
    seen,
    markup`<p>It is one of these; all fit what was seen:</p>
<ul>
${items}</ul>
`,
    ...isOpen(verdict) ? [] : [next],
  ];
}

function evidence({ verdict, observations }: Diagnosis): Markup[] {
  if (verdict === null) return [];
  const shown = evidenceOf({ verdict, observations });
  const lost = lostLooks(observations, PAGE_STYLE, "");
  return [
    ...shown.length === 0
      ? []
      : [htmlSection("Evidence", observationTable(shown))],
    ...lost.length === 0 ? [] : [htmlSection(
      "Could not look",
      markup`<ul>
${lost.map((line) => markup`<li>${line.replace(/^- /, "")}</li>\n`)}</ul>
`,
    )],
  ];
}

function observationTable(observations: readonly Observation[]): Markup {
  const rows = inPathOrder(observations).map((observation) =>
    markup`<tr><td class="tight">${observation.segment}</td><td>${
      observationSentence(observation)
    }</td><td class="time">${formatDuration(observation.tookMs)}</td></tr>\n`
  );
  return markup`<table>
<tr><th>Segment</th><th>What was seen</th><th></th></tr>
${rows}</table>
`;
}
