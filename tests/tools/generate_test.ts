import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertThrows } from "@std/assert/throws";
import {
  type Documents,
  staleDocuments,
  withSection,
} from "../../tools/generate.ts";

const PAGE = "# A\n<!-- one:begin -->\n\nold\n\n<!-- one:end -->\nend\n";

function documents(texts: Record<string, string>): Documents {
  return {
    read: (path) => texts[path] ?? "",
    format: (text) => Promise.resolve(text.replaceAll("\t", "  ")),
  };
}

Deno.test("`withSection()` replaces what lies between the marks alone", () => {
  const once = withSection(PAGE, "one", "new");
  assertEquals(once, PAGE.replace("old", "new"));
  assertEquals(withSection(once, "one", "new\n"), once);
});

Deno.test("`withSection()` refuses when the marks are missing or twice", () => {
  assertThrows(() => withSection("", "one", "x"), SyntaxError, "one");
  assertThrows(() => withSection(PAGE, "two", "x"), SyntaxError, "two");
  assertThrows(() => withSection(PAGE + PAGE, "one", "x"), SyntaxError);
});

Deno.test("`staleDocuments()` is empty when the documents say the truth", async () => {
  const entries = [
    { path: "a.md", section: "one", render: () => "old" },
    { path: "b.json", render: () => "{\t}\n" },
  ];
  const texts = documents({ "a.md": PAGE, "b.json": "{  }\n" });
  assertEquals((await staleDocuments(entries, texts)).size, 0);
});

Deno.test("`staleDocuments()` gives the right text when one is stale", async () => {
  const two = PAGE + PAGE.replaceAll("one", "two");
  const entries = [
    { path: "a.md", section: "one", render: () => "new" },
    { path: "a.md", section: "two", render: () => "newer" },
    { path: "missing.md", render: () => "text\n" },
  ];
  const stale = await staleDocuments(entries, documents({ "a.md": two }));
  assertEquals([...stale], [
    ["a.md", two.replace("old", "new").replace("old", "newer")],
    ["missing.md", "text\n"],
  ]);
});

Deno.test("`staleDocuments()` fails when a section has no place", async () => {
  const entries = [{ path: "a.md", section: "x", render: () => "new" }];
  const texts = documents({ "a.md": PAGE });
  await assertRejects(() => staleDocuments(entries, texts), SyntaxError);
});

Deno.test("`staleDocuments()` makes a document from what it says now", async () => {
  const entries = [
    { path: "a.1", isPlain: true, render: (draft: string) => `${draft}\t` },
  ] as const;
  const stale = await staleDocuments(entries, documents({ "a.1": "x" }));
  assertEquals([...stale], [["a.1", "x\t"]]);
});
