import type { Diagnosis } from "../model/diagnosis.ts";
import { formatDuration } from "../model/duration.ts";
import { FAILURE_MODES } from "../model/failure_modes.ts";
import { scrub } from "../model/scrub.ts";
import type { Verdict } from "../model/verdict.ts";
import { observationSentence } from "./observation_sentence.ts";
import { drawPath } from "./path_drawing.ts";
import type { ReportOptions } from "./reporter.ts";
import { type Paint, paint, plain, sign, type Style, wrap } from "./style.ts";

/** Most pieces of evidence that are shown unless all are asked for. */
const MAX_EVIDENCE = 6;

/**
 * Renders a diagnosis for a person: the path with the break in it, the verdict
 * in plain words, what proves it, and what to do next.
 */
export function reportText(
  diagnosis: Diagnosis,
  options: ReportOptions,
): string {
  const { style, detail } = options;
  const lines = [headline(diagnosis, style)];
  if (detail !== "quiet") lines.push(...body(diagnosis, options));
  return plain(lines.join("\n"), style) + "\n";
}

function headline(diagnosis: Diagnosis, style: Style): string {
  const { verdict, target, proxy, elapsedMs } = diagnosis;
  const where = proxy === null ? target : `${target} through ${proxy}`;
  const took = paint(`(${formatDuration(elapsedMs)})`, "faint", style);
  if (verdict === null) {
    const good = paint(`${sign("ok", style)} Healthy:`, "good", style);
    return `${good} ${where} answers ${took}`;
  }
  const [colour, mark]: [Paint, string] = verdict.certain
    ? ["bad", sign("broken", style)]
    : ["doubt", sign("unknown", style)];
  const words = paint(`${mark} ${title(verdict)}`, colour, style);
  const mode = paint(`[${verdict.mode}]`, "strong", style);
  return `${words} ${mode} ${where} ${took}`;
}

function title(verdict: Verdict): string {
  return verdict.certain ? verdict.title : `${verdict.title}, it seems`;
}

function body(diagnosis: Diagnosis, options: ReportOptions): string[] {
  const { style, detail } = options;
  const { verdict, path, observations } = diagnosis;
  const lines = ["", ...drawPath(path, style)];
  if (verdict !== null) lines.push("", ...explanation(verdict, style));
  const shown = detail === "verbose"
    ? observations
    : (verdict?.evidence ?? []).slice(0, MAX_EVIDENCE)
      .flatMap((index) => observations[index] ?? []);
  if (shown.length > 0) {
    lines.push("", detail === "verbose" ? "Observations:" : "Evidence:");
    for (const observation of shown) {
      const sentence = observationSentence(observation);
      const [first = "", ...rest] = wrap(sentence, "    ", style);
      lines.push(`  - ${first.trimStart()}`, ...rest);
    }
  }
  if (verdict !== null) {
    lines.push("", ...wrap(`Next: ${verdict.advice}`, "", style));
  }
  return lines;
}

function explanation(verdict: Verdict, style: Style): string[] {
  const lines = wrap(scrub(verdict.detail), "", style);
  if (verdict.certain) return lines;
  lines.push("", "Cannot tell which of these it is:");
  for (const mode of verdict.candidates) {
    lines.push(`  - ${FAILURE_MODES[mode].title} [${mode}]`);
  }
  return lines;
}
