import { assertEquals } from "@std/assert/equals";
import { modeReference } from "../../tools/mode_reference.ts";

const ENTRY = {
  cases: [4, 5],
  segment: "proxy",
  exitCode: 5,
  title: "It is gone",
  before: "Nothing answers.",
  after: "Silence.",
  causes: ["a", "b"],
  advice: "Look.",
} as const;

Deno.test("`modeReference()` tells everything that the catalogue holds", () => {
  const page = modeReference({
    "gone": ENTRY,
    "odd": { ...ENTRY, cases: [], segment: null, exitCode: null },
  });
  const [, , gone, facts, list, , odd] = page.split("\n\n");
  assertEquals(gone, "## gone");
  assertEquals(
    facts,
    "It is gone: case 4, case 5, segment `proxy`, exit code 5.",
  );
  assertEquals(list?.split("\n"), [
    "- Before connecting: Nothing answers.",
    "- After connecting: Silence.",
    "- Likely causes: a; b",
    "- What to do: Look.",
  ]);
  assertEquals(odd, "It is gone: no segment, exit code of the segment.");
});
