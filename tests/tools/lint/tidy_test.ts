import { assertEquals } from "@std/assert/equals";
import tidy, {
  MAX_FILE_LINES,
  MAX_FUNCTION_LINES,
} from "../../../tools/lint/tidy.ts";

function ids(path: string, source: string): string[] {
  return Deno.lint.runPlugin(tidy, path, source).map(({ id }) => id);
}

Deno.test("`tidy/file-name` takes snake_case alone", () => {
  for (const name of ["a.ts", "ping_output.ts", "ping_output_test.ts"]) {
    assertEquals(ids(`src/wire/${name}`, "export {};"), []);
  }
  for (const name of ["A.ts", "pingOutput.ts", "ping-output.ts", "_a.ts"]) {
    assertEquals(ids(`src/wire/${name}`, "export {};"), ["tidy/file-name"]);
  }
});

Deno.test("`tidy/file-length` counts the last line and no more", () => {
  const longest = "f();\n".repeat(MAX_FILE_LINES);
  assertEquals(ids("src/core/a.ts", longest), []);
  assertEquals(ids("src/core/a.ts", longest + "f();"), ["tidy/file-length"]);
  assertEquals(ids("src/model/failure_modes.ts", longest + "f();"), []);
});

Deno.test("`tidy/function-length` counts every form of function", () => {
  const fit = "f();\n".repeat(MAX_FUNCTION_LINES - 2);
  const forms = [
    ["function a() {\n", "}"],
    ["const a = () => {\n", "}"],
    ["const a = function () {\n", "}"],
    ["class A { a", "() {\n", "} }"],
  ];
  for (const [head, ...rest] of forms) {
    const open = head + rest.slice(0, -1).join("");
    const close = rest.at(-1) ?? "";
    assertEquals(ids("src/core/a.ts", open + fit + close), []);
    assertEquals(ids("src/core/a.ts", open + fit + "f();\n" + close), [
      "tidy/function-length",
    ]);
  }
});

Deno.test("`tidy/test-name` wants the subject first, in backticks", () => {
  const good = [
    "`parse()` refuses X when Y",
    "`PingReader` keeps X",
    "`faultline demo` ends X",
  ];
  const bad = ["it works", "parse() refuses X", "FAILURE_MODES lists X", ""];
  for (const name of good) {
    const forms = [
      `Deno.test(${JSON.stringify(name)}, () => {});`,
      `Deno.test({ name: ${JSON.stringify(name)}, fn() {} });`,
    ];
    for (const form of forms) assertEquals(ids("tests/a_test.ts", form), []);
  }
  for (const name of bad) {
    const form = `Deno.test(${JSON.stringify(name)}, () => {});`;
    assertEquals(ids("tests/a_test.ts", form), ["tidy/test-name"], name);
  }
});
