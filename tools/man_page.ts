import config from "../deno.json" with { type: "json" };
import {
  type CommandEntry,
  type CommandName,
  COMMANDS,
} from "../src/cli/commands.ts";
import {
  type NamedOption,
  optionEntries,
  PROGRAM_OPTIONS,
} from "../src/cli/option_entries.ts";
import { PLAIN_STYLE } from "../src/report/style.ts";
import { wrap } from "../src/report/wrap.ts";

/** The day of the first release; `mandoc` requires one. */
const DATE = "2026-11-21";

/** What the exit codes mean, for all commands but where one says otherwise. */
const EXIT_CODES: readonly (readonly [code: string, meaning: string])[] = [
  ["0", "healthy, or the awaited condition came"],
  ["1", "internal error: a bug"],
  ["2", "usage or configuration error; nothing was probed"],
  ["3", "broken at this machine's own link or network"],
  ["4", "broken at the name server"],
  ["5", "broken at the proxy"],
  ["6", "broken at the server, or its session is dead"],
  ["7", "broken on the path between: gateway, firewall, MTU, captive portal"],
  ["8", "TLS or protocol failure"],
  ["9", "cannot tell"],
  ["130", "interrupted before there was an answer"],
];

/** Variables that the program reads, where it may. */
const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ["NO_COLOR", "no colour, whatever its value"],
  ["TERM, LC_ALL, LC_CTYPE, LANG", "colour, and characters beyond ASCII"],
  ["FAULTLINE_AGENT_TOKEN", "the token of the agent, without --token-file"],
];

/** Command lines that a reader may begin with. */
const EXAMPLES: readonly (readonly [line: string, meaning: string])[] = [
  [
    "faultline diagnose https://example.org --proxy http://10.9.1.5:3128",
    "Where does the path break, and why?",
  ],
  [
    "faultline wait db:5432 http://web:8080 -- ./run-tests",
    "Begin the tests once both answer.",
  ],
  [
    "faultline check targets.yaml --format junit --output report.xml",
    "Look at many targets once, for CI.",
  ],
];

/**
 * Writes the manual page, from the tables of the help.
 *
 * @returns The page, for `man`.
 */
export function manPage(): string {
  const names = Object.keys(COMMANDS) as CommandName[];
  return [
    `.TH FAULTLINE 1 "${DATE}" "faultline ${config.version}" "User Commands"`,
    // Long words, such as URLs, are neither broken nor spaced out.
    ".nh",
    ".ad l",
    ".SH NAME",
    "faultline \\- names where a network path is broken, and why",
    ".SH SYNOPSIS",
    ".B faultline",
    "\\fICOMMAND\\fR [\\fIOPTIONS\\fR]",
    ".SH DESCRIPTION",
    "Looks at the path to a target segment by segment: link, network, gateway,",
    "name server, proxy, server, session.",
    "The verdict is the nearest segment that the facts prove broken.",
    "Where they fit several causes, it lists them all and is not certain.",
    ".SH OPTIONS",
    ...PROGRAM_OPTIONS.flatMap(optionLines),
    ".SH COMMANDS",
    ...names.flatMap(commandLines),
    ".SH EXIT STATUS",
    ...EXIT_CODES.flatMap(([code, meaning]) => entry(code, meaning)),
    ".SH ENVIRONMENT",
    ...VARIABLES.flatMap(([name, meaning]) => entry(name, meaning)),
    ".SH EXAMPLES",
    ...EXAMPLES.flatMap(([line, meaning]) => [
      ".TP",
      escape(meaning),
      ".nf",
      escape(line),
      ".fi",
    ]),
    ".SH SEE ALSO",
    ".BR deno (1),",
    ".BR ping (8),",
    ".BR ip (8)",
  ].join("\n") + "\n";
}

function commandLines(name: CommandName): string[] {
  const { operands, summary, details, permissions }: CommandEntry =
    COMMANDS[name];
  return [
    `.SS "${escape(`${name} ${operands}`.trimEnd())}"`,
    `${escape(summary)}.`,
    ...details.length > 0 ? [".PP", ".nf", ...details.map(escape), ".fi"] : [],
    ...optionEntries(name).flatMap(optionLines),
    ...permissions.length > 0
      ? [
        ".TP",
        "Permissions of \\fBdeno run\\fR:",
        ".nf",
        ...permissions.map(escape),
        ".fi",
      ]
      : [],
  ];
}

function optionLines([name, option]: NamedOption): string[] {
  const { value, repeatable, help } = option;
  const left = `\\fB${escape(`--${name}`)}\\fR`;
  return [
    ".TP",
    value === undefined ? left : `${left} \\fI${escape(value)}\\fR`,
    ...paragraph(repeatable ? `${help}; repeatable` : help),
  ];
}

function entry(term: string, meaning: string): string[] {
  return [".TP", `\\fB${escape(term)}\\fR`, escape(meaning)];
}

/** Short lines, so that the page can be read as it is. */
function paragraph(text: string): string[] {
  const width = 70; // escapes make a line longer
  return wrap(text, { ...PLAIN_STYLE, width }).map(escape);
}

/** A line that begins with a dot or an apostrophe would be a request. */
function escape(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-")
    .replaceAll('"', "\\(dq").replaceAll("'", "\\(aq")
    .replace(/^\./, "\\&.");
}
