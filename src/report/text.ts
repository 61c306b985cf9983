import type { Diagnosis } from "../model/diagnosis.ts";
import { FAILURE_MODES } from "../model/failure_modes.ts";
import type { Observation } from "../model/observation.ts";
import type { Verdict } from "../model/verdict.ts";
import { isOpen } from "../model/verdict_words.ts";
import { evidenceOf, explanation, MAX_EVIDENCE } from "./evidence.ts";
import { headline } from "./headline.ts";
import { lostLooks } from "./lost_looks.ts";
import { observationRows } from "./observation_rows.ts";
import { drawPath } from "./path_drawing.ts";
import type { ReportOptions } from "./reporter.ts";
import { paint, plain, type Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";

/**
 * Renders a diagnosis for a person: the verdict in plain words, the path with
 * the break in it, what proves it, and what to do next.
 */
export function reportText(
  diagnosis: Diagnosis,
  options: ReportOptions,
): string {
  const { style, detail } = options;
  const { words, where, paint: colour } = headline(diagnosis, style);
  if (detail === "quiet") {
    return plain(`${paint(words, colour, style)} ${where}\n`, style);
  }
  const paragraphs = [
    [
      ...wrap(words, style, INDENT, "").map((line) =>
        paint(line, colour, style)
      ),
      ...wrap(where, style, `${INDENT}${INDENT}`, INDENT),
    ],
    drawPath(diagnosis.path, style, INDENT),
    ...diagnosis.verdict === null ? [] : explain(diagnosis.verdict, style),
    ...proof(diagnosis, options),
    next(diagnosis, style),
  ];
  const text = paragraphs.filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n")).join("\n\n");
  return plain(`${text}\n`, style);
}

function explain(verdict: Verdict, style: Style): string[][] {
  const { candidates } = verdict;
  const seen = wrap(explanation(verdict), style, INDENT);
  if (verdict.certain || candidates.length < 2) return [seen];
  const items = candidates.flatMap((mode) =>
    wrap(
      `${FAILURE_MODES[mode].title} [${mode}]${
        isOpen(verdict) ? `: ${FAILURE_MODES[mode].advice}` : ""
      }`,
      style,
      `${INDENT}    `,
      `${INDENT}  - `,
    )
  );
  return [seen, [
    heading("It is one of these; all fit what was seen:", style),
    ...items,
  ]];
}

/** The evidence, or all that was seen, and the looks that are missing. */
function proof(
  diagnosis: Diagnosis,
  { style, detail }: ReportOptions,
): string[][] {
  const { observations, verdict } = diagnosis;
  const isVerbose = detail === "verbose";
  const indent = `${INDENT}  `;
  const shown = isVerbose
    ? observations
    : evidenceOf(diagnosis).slice(0, MAX_EVIDENCE);
  const said = isVerbose ? "" : verdict?.detail ?? "";
  const looks = shown.filter(isNoLostLook);
  const seen = observationRows(looks, { style, indent, said });
  const lost = isVerbose || verdict !== null && !isSure(verdict)
    ? lostLooks(observations, style, indent)
    : [];
  const name = isVerbose ? "Observations:" : "Evidence:";
  return [
    ...seen.length > 0 ? [[heading(name, style), ...seen]] : [],
    ...lost.length > 0 ? [[heading("Could not look:", style), ...lost]] : [],
  ];
}

function isSure({ certain, segment }: Verdict): boolean {
  return certain && segment !== "self";
}

function isNoLostLook({ outcome }: Observation): boolean {
  return outcome !== "not-permitted" && outcome !== "program-missing";
}

function next(diagnosis: Diagnosis, style: Style): string[] {
  const { verdict } = diagnosis;
  if (verdict === null) return [];
  const { advice, mode } = verdict;
  const [first = "", ...rest] = wrap(`Next: ${advice}`, style, INDENT);
  return [
    // Each candidate has its own next step, beside its name.
    ...isOpen(verdict)
      ? []
      : [first.replace("Next:", paint("Next:", "strong", style)), ...rest],
    ...isReferenceWanted(verdict, diagnosis)
      ? wrap(REFERENCE_TIP, style, INDENT)
      : [],
    INDENT + paint(`More: faultline explain ${mode}`, "faint", style),
  ];
}

const REFERENCE_TIP = "Tip:  --reference HOST, a host that should be alive, " +
  "would tell them apart.";

/** Only what lies beyond the gateway tells its path from a silent machine. */
function isReferenceWanted(
  { candidates }: Verdict,
  { observations, proxy }: Diagnosis,
): boolean {
  // References are pinged from here, so that they tell nothing of the path
  // behind a proxy.
  return proxy === null && candidates.length > 1 &&
    candidates.includes("path-broken") &&
    observations.every(({ detail }) => detail.role !== "reference");
}

function heading(words: string, style: Style): string {
  return INDENT + paint(words, "strong", style);
}
