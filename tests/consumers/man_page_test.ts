import { assertEquals } from "@std/assert/equals";
import { COMMANDS } from "../../src/cli/commands.ts";
import { OPTIONS } from "../../src/cli/options.ts";
import { canRun } from "../faults/product.ts";
import { manPage } from "../../tools/man_page.ts";
import { consume } from "./consume.ts";

Deno.test({
  name: "`mandoc` finds nothing to mend in `manPage()`",
  ignore: !canRun("mandoc", ["-h"]),
  async fn() {
    const lint = ["-T", "lint", "-W", "style"];
    assertEquals(await consume("mandoc", lint, manPage()), {
      code: 0,
      words: "",
    });
    const { code } = await consume("mandoc", lint, ".SH NAME\n.XX\n");
    assertEquals(code > 0, true, "it is looked at");
  },
});

Deno.test({
  name: "`man` shows every command and option of `manPage()`",
  ignore: !canRun("man", ["--version"]),
  async fn() {
    const { code, words } = await consume(
      "man",
      ["--warnings", "-E", "ascii", "-l", "-"],
      manPage(),
    );
    assertEquals([code, /^\S*(?:troff|warning)/m.test(words)], [0, false]);
    for (const name of Object.keys(COMMANDS)) {
      assertEquals([name, words.includes(`\n   ${name}`)], [name, true]);
    }
    for (const name of Object.keys(OPTIONS)) {
      assertEquals([name, words.includes(` --${name}`)], [name, true]);
    }
  },
});
