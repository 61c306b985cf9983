import { assertEquals } from "@std/assert/equals";
import { MAX_CHECK_TARGETS } from "../../../src/model/limits.ts";
import { readCheckFile } from "../../../src/wire/check_file/read_check_file.ts";
import { CHECK_FILE } from "../../../src/wire/check_file/schema.ts";
import document from "../../../docs/check_file.md" with { type: "text" };

Deno.test("`readCheckFile()` reads the file that is documented", () => {
  const [, text = ""] = /```yaml\n(.*?)```/s.exec(document) ?? [];
  const targets = readCheckFile(text, {
    name: "docs/check_file.md",
    variables: (name) => name.startsWith("PROXY") ? "x" : undefined,
    given: {},
  });
  assertEquals(targets.map(({ name, expect }) => [name, expect]), [
    [undefined, undefined],
    ["page", undefined],
    ["old port is closed", "server-stopped"],
  ]);
  assertEquals(document.includes(`${MAX_CHECK_TARGETS} targets`), true);
});

Deno.test("`CHECK_FILE` has the keys that are documented", () => {
  const rows = document.matchAll(/^\| `(\w+)` /gm);
  const [, target] = CHECK_FILE.entries.targets.pipe[0].item.options;
  assertEquals(
    [...rows].map(([, key]) => key),
    Object.keys(target.entries),
  );
});
