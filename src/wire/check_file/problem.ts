import type { BaseIssue } from "valibot";
import { nearest } from "../../model/nearest.ts";
import { redactQuoted } from "../../model/redact_quoted.ts";
import { scrub } from "../../model/scrub.ts";
import { EXPECTED } from "./schema.ts";
import type { ValuePath } from "./yaml_tree.ts";

/** Most characters of a value that a message quotes. */
const MAX_QUOTED_LENGTH = 60;

/** What is wrong, and where. */
export interface Problem {
  /** Where it stands. */
  readonly path: ValuePath;
  /** What was expected, and what is there. */
  readonly message: string;
}

/**
 * Finds the issue to tell of: where a key is missing, one that nobody knows is
 * likely the same key mistyped.
 *
 * @param issues All of them.
 * @returns One of them.
 */
export function mostTelling(
  issues: readonly [BaseIssue<unknown>, ...BaseIssue<unknown>[]],
): BaseIssue<unknown> {
  const [first] = issues;
  if (first.input !== undefined) return first;
  return issues.find(isUnknownKey) ?? first;
}

/**
 * Says what an issue of the schema means, at the deepest place that is known: a
 * target may be a text or a mapping, and a mapping is judged as one.
 *
 * @param issue The issue.
 * @returns The problem.
 */
export function problemOf(issue: BaseIssue<unknown>): Problem {
  return told(issue, []);
}

function told(issue: BaseIssue<unknown>, around: ValuePath): Problem {
  const path = [...around, ...pathOf(issue)];
  const [inner, ...others] = (issue.issues ?? []).filter((one) =>
    (one.path ?? []).length > 0
  );
  if (inner !== undefined) return told(mostTelling([inner, ...others]), path);
  const key = String(path.at(-1));
  if (isUnknownKey(issue)) {
    const meant = nearest(key, keysOf(path));
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    return { path, message: `unknown key${hint}` };
  }
  if (issue.input === undefined) {
    return { path, message: `missing; expected ${expectedOf(issue, path)}` };
  }
  return {
    path,
    message: `expected ${expectedOf(issue, path)}, got ${quoted(issue.input)}` +
      hintOf(issue),
  };
}

function isUnknownKey({ type, expected }: BaseIssue<unknown>): boolean {
  return type === "strict_object" && expected === "never";
}

/**
 * A key that is missing is an issue of the object, whose message is about the
 * object: the key says what it is for.
 */
function expectedOf(issue: BaseIssue<unknown>, path: ValuePath): string {
  if (issue.type !== "strict_object" || path.length === 0) return issue.message;
  if (issue.input !== undefined) return issue.message;
  return path.at(-1) === "targets"
    ? "a list of targets"
    : "a target such as tcp://host:7000";
}

function hintOf({ type, input }: BaseIssue<unknown>): string {
  if (type !== "picklist" || typeof input !== "string") return "";
  const meant = nearest(input, EXPECTED);
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

/** The keys that may stand where an unknown one does. */
function keysOf(path: ValuePath): readonly string[] {
  const common = [
    "proxy",
    "references",
    "nameServers",
    "timeout",
    "expect",
    "maxLatency",
    "labels",
  ];
  if (path.length === 1) return ["targets", "defaults", "proxies"];
  return path[0] === "targets" ? ["name", "target", ...common] : common;
}

function pathOf(issue: BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map(({ key }) =>
    typeof key === "number" ? key : String(key)
  );
}

/**
 * Shows a value on one line, without what could be credentials.
 *
 * @param value The value.
 * @returns It as JSON, cut.
 */
export function quoted(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return scrub(redactQuoted(json), MAX_QUOTED_LENGTH);
}
