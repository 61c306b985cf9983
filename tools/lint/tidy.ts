import { projectPath } from "./project_path.ts";

/** Longest function: what fits on one screen with its signature. */
export const MAX_FUNCTION_LINES = 70;

/** Longest file: beyond it, a second concept has crept in. */
export const MAX_FILE_LINES = 300;

/** Files that are one data table: a table is not clearer in two halves. */
const DATA_TABLES: ReadonlySet<string> = new Set([
  "src/cli/commands.ts",
  "src/model/failure_modes.ts",
  "tests/scenarios/before_connect/index.ts",
]);

/** `ping_output.ts`, `ping_output_test.ts`. */
const FILE_NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.d)?\.ts$/;

/** A subject, then what it does: "`parseTarget()` refuses X when Y". */
const TEST_NAME = /^`[^`]+` \S/;

function lineCount(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

const fileName: Deno.lint.Rule = {
  create(context) {
    const name = projectPath(context.filename).split("/").at(-1) ?? "";
    if (FILE_NAME.test(name)) return {};
    return {
      Program(node) {
        context.report({ node, message: `${name} is not snake_case` });
      },
    };
  },
};

const fileLength: Deno.lint.Rule = {
  create(context) {
    if (DATA_TABLES.has(projectPath(context.filename))) return {};
    return {
      Program(node) {
        const lines = lineCount(context.sourceCode.text);
        if (lines <= MAX_FILE_LINES) return;
        context.report({
          node,
          message: `${lines} lines, at most ${MAX_FILE_LINES}`,
          hint: "Split it, or, if it is one data table, list it in " +
            "DATA_TABLES of tools/lint/tidy.ts",
        });
      },
    };
  },
};

const functionLength: Deno.lint.Rule = {
  create(context) {
    function check(node: Deno.lint.Node): void {
      const lines = lineCount(context.sourceCode.getText(node));
      if (lines <= MAX_FUNCTION_LINES) return;
      context.report({
        node,
        message: `a function of ${lines} lines, at most ${MAX_FUNCTION_LINES}`,
      });
    }
    return {
      ArrowFunctionExpression: check,
      FunctionDeclaration: check,
      FunctionExpression: check,
    };
  },
};

function testNameOf(node: Deno.lint.CallExpression): string | undefined {
  const [first] = node.arguments;
  if (first?.type === "Literal") return String(first.value);
  if (first?.type !== "ObjectExpression") return undefined;
  for (const entry of first.properties) {
    if (entry.type !== "Property") continue;
    if (entry.key.type !== "Identifier" || entry.key.name !== "name") continue;
    return entry.value.type === "Literal"
      ? String(entry.value.value)
      : undefined;
  }
  return undefined;
}

const testName: Deno.lint.Rule = {
  create(context) {
    return {
      CallExpression(node) {
        if (context.sourceCode.getText(node.callee) !== "Deno.test") return;
        const name = testNameOf(node);
        if (name === undefined || TEST_NAME.test(name)) return;
        context.report({
          node,
          message: `the test is not named after its subject: ${name}`,
          hint: "Begin with the subject in backticks, then what it does and " +
            'when: "`parse()` refuses X when Y"',
        });
      },
    };
  },
};

/** Keeps files and functions small and tests named after their subject. */
const plugin: Deno.lint.Plugin = {
  name: "tidy",
  rules: {
    "file-name": fileName,
    "file-length": fileLength,
    "function-length": functionLength,
    "test-name": testName,
  },
};

export default plugin;
