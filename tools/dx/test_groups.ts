/** Tests that run together, with no more permission than they need. */
export interface TestGroup {
  readonly name: string;
  /** A permission set of `deno.json`. */
  readonly permissions: string;
  /** Files and folders, relative to the project. */
  readonly paths: readonly string[];
  /** Whether the tests are the examples in documents and comments. */
  readonly examples?: boolean;
}

/**
 * All tests, from the pure core to the rim. Every test file belongs to
 * exactly one group; a test checks that.
 */
export const TEST_GROUPS: readonly TestGroup[] = [
  {
    name: "core",
    permissions: "core",
    paths: [
      "tests/model",
      "tests/wire",
      "tests/core",
      "tests/report",
      "tests/scenarios",
      "tests/sim",
    ],
  },
  {
    name: "edge",
    permissions: "loopback",
    paths: [
      "tests/io",
      "tests/probe",
      "tests/session",
      "tests/faults",
      "tests/app",
      "tests/cli",
      "tests/consumers",
    ],
  },
  {
    name: "tools",
    permissions: "tools",
    paths: ["tests/tools"],
  },
  {
    name: "examples",
    permissions: "loopback",
    paths: ["README.md", "docs/library.md", "mod.ts", "src"],
    examples: true,
  },
];
