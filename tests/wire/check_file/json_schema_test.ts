import { assertEquals } from "@std/assert/equals";
import { FAILURE_MODES } from "../../../src/model/failure_modes.ts";
import { checkFileSchema } from "../../../src/wire/check_file/json_schema.ts";

Deno.test("`checkFileSchema()` describes the file for editors", () => {
  const schema = JSON.parse(checkFileSchema());
  assertEquals(
    schema.$schema,
    "https://json-schema.org/draft/2020-12/schema",
  );
  assertEquals(schema.required, ["targets"]);
  assertEquals(schema.additionalProperties, false);
  assertEquals(Object.keys(schema.properties), [
    "$schema",
    "targets",
    "defaults",
    "proxies",
  ]);
  const [text, target] = schema.properties.targets.items.anyOf;
  assertEquals(text.type, "string");
  assertEquals(target.additionalProperties, false);
  assertEquals(target.required, ["target"]);
  assertEquals(target.properties.expect.enum, [
    "healthy",
    ...Object.keys(FAILURE_MODES),
  ]);
  assertEquals(new RegExp(target.properties.timeout.pattern).test("2s"), true);
  assertEquals(new RegExp(target.properties.timeout.pattern).test("2"), false);
});
