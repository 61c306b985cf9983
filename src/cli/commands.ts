import { DEFAULT_AGENT_PORT } from "../model/agent.ts";
import { MAX_CHECK_TARGETS, MAX_WAIT_TARGETS } from "../model/limits.ts";
import type { OptionEntry, OptionName } from "./options.ts";
import {
  ENVIRONMENT,
  FILES,
  LEFT_OUT,
  OUTPUT_AND_AGENT_PERMISSIONS,
  PATH_PERMISSIONS,
  PROGRAMS,
} from "./needed_permissions.ts";

/** One command. */
export interface CommandEntry {
  /** What it takes beside options, as the help shows it. */
  readonly operands: string;
  /** Fewest and most operands. */
  readonly operandCount: readonly [least: number, most: number];
  /** What it does, in one line. */
  readonly summary: string;
  /** Further lines of its help. */
  readonly details: readonly string[];
  /** Whether it runs another command, which stands behind `--`. */
  readonly takesProgram?: true;
  /** Its options, beside help. */
  readonly options: readonly OptionName[];
  /** What of an option is particular to this command. */
  readonly own?: Readonly<Partial<Record<OptionName, Partial<OptionEntry>>>>;
  /** The smallest permissions that it works with, as flags of `deno run`. */
  readonly permissions: readonly string[];
}

/** Most targets of one watch: each has its own session and timer. */
const MAX_WATCHED = 1000;

/** Most ports of one server. */
const MAX_SERVED = 100;

/** All commands, for parsing and for the help alike. */
export const COMMANDS = {
  "diagnose": {
    operands: "TARGET",
    operandCount: [1, 1],
    summary: "one cold diagnosis: where does the path break, and why",
    details: [
      "TARGET is host:port or a URL: tcp, tls, http, https, text, json, qt,",
      "ws, wss, redis or rediss. IPv6 addresses stand in brackets.",
      "",
      "Exit codes: 0 healthy, 3 this machine, 4 name server, 5 proxy,",
      "6 server, 7 path between, 8 TLS or protocol, 9 cannot tell.",
    ],
    options: [
      "proxy",
      "timeout",
      "reference",
      "name-server",
      "agent",
      "token-file",
      "format",
      "output",
      "no-color",
      "quiet",
      "verbose",
    ],
    own: {
      format: {
        help: "text, json for one object, or html for a page (default text)",
      },
      quiet: { help: "print the verdict alone" },
    },
    permissions: [
      ...PATH_PERMISSIONS,
      ...OUTPUT_AND_AGENT_PERMISSIONS,
      LEFT_OUT,
    ],
  },
  "watch": {
    operands: "TARGET...",
    operandCount: [1, MAX_WATCHED],
    summary: "holds a live session, says what breaks it, and reconnects",
    details: [
      "TARGET is as for diagnose. The states are idle, connecting, online,",
      "suspect, offline and stopped; each change is one line.",
      "",
      "Exit codes: 0 online or the awaited state came; else as for diagnose,",
      "by what is broken at the end. With several targets the nearest wins.",
    ],
    options: [
      "proxy",
      "timeout",
      "interval",
      "misses",
      "send",
      "expect",
      "method",
      "for",
      "until",
      "no-reconnect",
      "reference",
      "name-server",
      "agent",
      "token-file",
      "format",
      "output",
      "no-color",
      "quiet",
      "verbose",
    ],
    own: {
      format: {
        help:
          "text, ndjson for one JSON object a line, or html for a page at " +
          "the end (default text)",
      },
      output: {
        help: "write a page with the timeline to FILE, every 10 seconds and " +
          "at the end",
      },
      timeout: {
        help: "longest wait of one stage of an attempt, and of one look at " +
          "the path (default 2s; 1.5s for qt)",
      },
      verbose: { help: "with text: print what an outage repeats as well" },
    },
    permissions: [
      ...PATH_PERMISSIONS,
      ...OUTPUT_AND_AGENT_PERMISSIONS,
      LEFT_OUT,
    ],
  },
  "wait": {
    operands: "TARGET... [-- COMMAND...]",
    operandCount: [1, MAX_WAIT_TARGETS],
    takesProgram: true,
    summary: "blocks until all are healthy, saying what it waits for",
    details: [
      "TARGET is as for diagnose. What is waited for stands on standard error,",
      "a line whenever it changes. Each target is asked until it works; what",
      "worked long before the others did is asked once more, so that at the",
      "end all work together. COMMAND is then run in this one's place.",
      "",
      "Any answer of http(s) counts, with status 503 too; to demand a good one",
      "use -- curl -f --retry 9 URL.",
      "",
      "A name that does not exist yet is waited for, one that never can is a",
      "usage error. The last try begins when the time is up.",
      "",
      "Exit codes: 0 healthy, or that of COMMAND (126 it cannot be run, 127",
      "there is no such program); 2 usage, nothing was probed; else as for",
      "diagnose, by the nearest break, with the verdict of each target.",
    ],
    options: [
      "timeout",
      "interval",
      "all",
      "any",
      "stable",
      "fail-on",
      "proxy",
      "reference",
      "name-server",
      "format",
      "no-color",
      "quiet",
      "verbose",
    ],
    own: {
      timeout: {
        help:
          "longest time of the whole wait, 10ms to 24h (default 60s); one " +
          "probe has 2s of it at most",
      },
      interval: {
        help: "time from one try of a target to its next (default 1s)",
      },
      format: {
        help: "text, or json for one object at the end (default text)",
      },
      quiet: { help: "say nothing but the verdicts when the time is up" },
    },
    permissions: [
      ...PATH_PERMISSIONS,
      "--allow-run=COMMAND (with a command)",
      LEFT_OUT,
    ],
  },
  "serve": {
    operands: "PROTOCOL[:PORT]...",
    operandCount: [1, MAX_SERVED],
    summary: "answers heartbeats, many clients each, and finds dead ones",
    details: [
      "PROTOCOL is text (port 4578), json (5556), ws (80), qt (6868) or",
      "discovery (UDP 5555). Broadcasts reach it with --bind 0.0.0.0 alone.",
      "A line of standard input that begins with @all, @NUMBER or @ADDRESS and",
      "a space goes there instead of to whom --send names.",
      "",
      "Ends by SIGINT or SIGTERM with exit code 0.",
    ],
    options: [
      "bind",
      "interval",
      "misses",
      "send",
      "allow-origin",
      "format",
      "no-color",
    ],
    own: {
      interval: {
        help: "time between beats (default the protocol's: 500ms for text, " +
          "2s for json, 3s for qt, 10s for ws)",
      },
      misses: {
        help: "missing beats after which a client is let go (default 3 for " +
          "text and qt, 5 for json, 2 for ws)",
      },
      send: {
        value: "WHO",
        help: "send the lines of standard input to json clients: all, the " +
          "number of a connection, or an address",
      },
    },
    permissions: ["--allow-net=127.0.0.1 (or what --bind names)", ENVIRONMENT],
  },
  "discover": {
    operands: "",
    operandCount: [0, 0],
    summary: "finds servers by UDP broadcast",
    details: [
      "Each address is asked three times; each server is printed once, with",
      "its round-trip time. A server on this machine that serves loopback",
      "alone is found with --broadcast 127.0.0.1.",
      "",
      "Exit codes: 0 a server answered, 3 nobody could be asked, 9 nobody",
      "answered.",
    ],
    options: ["broadcast", "port", "for", "format", "no-color"],
    own: { for: { help: "how long to wait for answers (default 2s)" } },
    permissions: [
      "--allow-net=0.0.0.0:0,<each address>:<port>",
      "--allow-sys=networkInterfaces (without --broadcast)",
      ENVIRONMENT,
    ],
  },
  "agent": {
    operands: "",
    operandCount: [0, 0],
    summary: "keeps a journal of this machine: why it was silent",
    details: [
      "It runs on a proxy machine, writes down its links, addresses and",
      "starts, and hands them over to whoever shows the token: diagnose and",
      "watch with --agent, or",
      "curl -H 'Authorization: Bearer TOKEN' http://HOST:PORT/journal.",
      "The files hold at most 512 KiB. Ends by SIGINT or SIGTERM with exit",
      "code 0.",
    ],
    options: ["journal", "bind", "port", "token-file", "interface"],
    own: {
      port: { help: `the port to serve (default ${DEFAULT_AGENT_PORT})` },
    },
    permissions: [
      `--allow-net=127.0.0.1:${DEFAULT_AGENT_PORT} (or what --bind names)`,
      "--allow-run=ip,cat",
      "--allow-read=FILE,FILE.1,FILE.alive,<token file>",
      "--allow-write=FILE,FILE.1,FILE.alive",
      "--allow-sys=osUptime (times stay right when the clock is set)",
      "--allow-env=FAULTLINE_AGENT_TOKEN (without --token-file)",
    ],
  },
  "check": {
    operands: "[FILE] [TARGET...]",
    operandCount: [0, MAX_CHECK_TARGETS],
    summary: "many targets once, for CI, with what they have in common",
    details: [
      "FILE is YAML or JSON, - for standard input; TARGET as for diagnose. Under",
      "targets: it lists targets, or mappings of target, name, proxy,",
      "references, nameServers, timeout, expect, maxLatency and labels; under",
      "defaults: what holds for all, under proxies: proxies by name. expect is",
      "healthy or a failure mode. ${NAME} and ${NAME:-default} are variables of",
      "the environment.",
      "",
      "Exit codes: 0 all are as expected, else as for diagnose; the nearest",
      "break wins. For nagios 0 to 3.",
    ],
    options: [
      "proxy",
      "timeout",
      "reference",
      "name-server",
      "format",
      "output",
      "summary",
      "schema",
      "no-color",
      "quiet",
      "verbose",
    ],
    own: {
      format: {
        help: "text, json, ndjson, junit, tap, github, nagios, prometheus or " +
          "html (default text)",
      },
      quiet: { help: "print kinds of cause and the sum alone, no progress" },
      verbose: { help: "print every target and cause, however many" },
    },
    permissions: [
      "--allow-net=<targets>,<proxies>,<name server>:53,0.0.0.0:0",
      PROGRAMS,
      FILES,
      ENVIRONMENT,
      "--allow-read=FILE --allow-env=<variables that it names>",
      "--allow-read=FOLDER --allow-write=FOLDER (with --output, --summary)",
      LEFT_OUT,
    ],
  },
  "explain": {
    operands: "[MODE]",
    operandCount: [0, 1],
    summary: "the catalogue of failure modes: signs, causes, what to do",
    details: [],
    options: ["no-color"],
    permissions: [],
  },
  "completions": {
    operands: "bash|zsh|fish",
    operandCount: [1, 1],
    summary: "a script that completes commands and options in a shell",
    details: [
      "bash: source <(faultline completions bash)",
      "zsh:  source <(faultline completions zsh), after compinit",
      "fish: faultline completions fish | source",
    ],
    options: ["no-color"],
    permissions: [],
  },
  "demo": {
    operands: "",
    operandCount: [0, 0],
    summary: "a tour on loopback: real server, real proxy, fault after fault",
    details: [
      "First a diagnosis meets each fault, then live sessions of text, json, ws",
      "and qt do. LIMIT is the longest time from a fault to its name; BACK is",
      "how long after the repair the session was back. It takes 20 seconds.",
      "",
      "Exit code 0 only if every name and every time was right.",
    ],
    options: ["no-color"],
    permissions: [
      "--allow-net=127.0.0.1,0.0.0.0:0",
      FILES,
      ENVIRONMENT,
    ],
  },
} as const satisfies Record<string, CommandEntry>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;
