import {
  array,
  boolean,
  type InferOutput,
  maxLength,
  minLength,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union,
} from "valibot";
import { FAILURE_MODES } from "../../model/failure_modes.ts";
import { MAX_NAME_SERVERS, MAX_REFERENCES } from "../../model/limits.ts";

/** What a target may be expected to be like. */
export const EXPECTED: readonly string[] = [
  "healthy",
  ...Object.keys(FAILURE_MODES),
];

const DURATION = "a duration such as 2s";
const TARGET = "a target such as tcp://host:7000";

const text = (expected: string) =>
  pipe(string(expected), minLength(1, expected));

const duration = pipe(
  string(DURATION),
  regex(/^\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h)$/, DURATION),
);

const hosts = (what: string, most: number) =>
  pipe(
    array(text(what), `a list of ${what}s`),
    maxLength(most, `at most ${most}`),
  );

/** What a target and the defaults of all targets may say alike. */
const common = {
  proxy: optional(
    text("a proxy such as http://host:3128, the name of one, or none"),
  ),
  references: optional(hosts("host", MAX_REFERENCES)),
  nameServers: optional(hosts("address", MAX_NAME_SERVERS)),
  timeout: optional(duration),
  expect: optional(picklist(EXPECTED, "healthy or a failure mode")),
  maxLatency: optional(duration),
  labels: optional(
    record(
      string(),
      union([string(), number(), boolean()], "a text, number or boolean"),
      "labels with their values",
    ),
  ),
};

const target = strictObject(
  { name: optional(text("a name")), target: text(TARGET), ...common },
  TARGET,
);

/** A file of a check. */
export const CHECK_FILE = strictObject({
  $schema: optional(string("the address of a JSON Schema")),
  targets: pipe(
    array(union([text(TARGET), target], TARGET), "a list of targets"),
    minLength(1, "at least one target"),
  ),
  defaults: optional(strictObject(common, "what holds for all targets")),
  proxies: optional(
    record(
      string(),
      text("a proxy such as http://host:3128"),
      "proxies by name",
    ),
  ),
}, "targets, defaults and proxies");

/** What a file of a check says, as it stands there. */
export type CheckFileValues = InferOutput<typeof CHECK_FILE>;

/** A target of a file with all that it says. */
export type FileTarget = InferOutput<typeof target>;
