import { assertEquals } from "@std/assert/equals";
import { CHECK_REPORTERS } from "../../src/report/check_reporters.ts";
import { checkPrometheus } from "../../src/report/check_prometheus.ts";
import { MIXED } from "../report/check_samples.ts";

const DOCUMENT = Deno.readTextFileSync(
  new URL("../../docs/formats.md", import.meta.url),
);

/** What stands in the first column of the document's tables. */
const FIRST_COLUMN = [...DOCUMENT.matchAll(/^\| `(\w+)`/gm)]
  .map(([, word]) => word ?? "");

Deno.test("`CHECK_REPORTERS` stand in the document, all of them", () => {
  const formats = FIRST_COLUMN.filter((word) => !word.includes("_"));
  assertEquals(formats.toSorted(), Object.keys(CHECK_REPORTERS).toSorted());
});

Deno.test("`checkPrometheus()` has the metrics and labels of the document", () => {
  const text = checkPrometheus(MIXED);
  const metrics = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  const told = FIRST_COLUMN.filter((word) => word.includes("_"));
  assertEquals(told, metrics);
  for (const metric of told) {
    const [, labels = ""] = new RegExp(`^${metric}(?:\\{(.*)\\})? `, "m")
      .exec(text) ?? [];
    const names = [...labels.matchAll(/(\w+)="/g)]
      .map(([, name = ""]) => name.replace(/^label_.*/, "label_…"));
    const row = new RegExp(`^\\| \`${metric}\` *\\| ([^|]*)`, "m");
    const documented = [
      ...(row.exec(DOCUMENT)?.[1] ?? "").matchAll(/`([^`]+)`/g),
    ]
      .map(([, name]) => name);
    assertEquals([...new Set(names)], documented, metric);
  }
});
