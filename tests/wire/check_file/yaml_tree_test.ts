import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { readYaml, YamlError } from "../../../src/wire/check_file/yaml_tree.ts";

const TEXT = `# first
targets:
  - a:1
  - name: x
    target: &t b:2

    nothing:
    list: [1,
      2]
  - {name: y,
     target: c:3}
x: x
other:
  x: 1
`;

Deno.test("`readYaml()` knows the line of each value", () => {
  const { lineOf } = readYaml(TEXT);
  assertEquals(lineOf([]), 2);
  assertEquals(lineOf(["targets", 0]), 3);
  assertEquals(lineOf(["targets", 1]), 4);
  assertEquals(lineOf(["targets", 1, "name"]), 4);
  assertEquals(lineOf(["targets", 1, "target"]), 5);
  assertEquals(lineOf(["targets", 1, "nothing"]), 7);
  assertEquals(lineOf(["targets", 1, "list", 1]), 9);
  assertEquals(lineOf(["targets", 2, "target"]), 11);
  assertEquals(lineOf(["x"]), 12);
  assertEquals(lineOf(["other", "x"]), 14);
});

Deno.test("`readYaml()` gives the line around what is not there", () => {
  const { lineOf } = readYaml(TEXT);
  assertEquals(lineOf(["targets", 1, "missing"]), 4);
  assertEquals(lineOf(["targets", 9]), 2);
  assertEquals(lineOf(["missing", "more"]), 2);
});

Deno.test("`readYaml()` reads what JSON writes, with the line of each item", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (items) => {
      const json = `[\n${items.map((it) => JSON.stringify(it)).join(",\n")}\n]`;
      const { value, lineOf } = readYaml(json);
      assertEquals(value, JSON.parse(json));
      items.forEach((_, index) => assertEquals(lineOf([index]), index + 2));
    }),
  );
});

Deno.test("`readYaml()` gives plain values or one clear error, whatever it is fed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      try {
        readYaml(text).lineOf(["targets", 0]);
      } catch (error) {
        if (!(error instanceof YamlError)) throw error;
      }
    }),
  );
});

Deno.test("`readYaml()` makes nothing but plain values", () => {
  for (const tag of ["!!js/regexp /a/", "!!timestamp 2024-01-01", "!x y"]) {
    assertThrows(() => readYaml(tag), YamlError, "unknown tag", tag);
  }
  const made = readYaml("__proto__: {polluted: true}").value as object;
  assertEquals(Object.keys(made), ["__proto__"]);
  assertEquals("polluted" in {}, false);
});
