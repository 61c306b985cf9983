import { DEFAULT_AGENT_PORT, MIN_TOKEN_LENGTH } from "../model/agent.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import { formatDuration } from "../model/duration.ts";

/** One option of the command line. */
export interface OptionEntry {
  /** What stands for its value in the help; absent for a switch. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly repeatable?: true;
  /** One line of help. */
  readonly help: string;
}

/** All options, for parsing and for the help alike. */
export const OPTIONS = {
  "proxy": {
    value: "URL",
    help: "go through http://[user:password@]host:port or " +
      "socks5://[user:password@]host:port",
  },
  "timeout": {
    value: "DURATION",
    help: "longest wait of one probe, " +
      `${formatDuration(MIN_TIMEOUT_MS)} to ${formatDuration(MAX_TIMEOUT_MS)}` +
      " (default 2s)",
  },
  "reference": {
    value: "HOST",
    repeatable: true,
    help: "a host expected to be alive, to tell the path from the target",
  },
  "name-server": {
    value: "ADDRESS[:PORT]",
    repeatable: true,
    help: "ask this name server instead of the configured ones",
  },
  "interval": {
    value: "DURATION",
    help: "time between beats (default the protocol's: 500ms for text, 2s " +
      "for json, 3s for qt, 10s for ws, else 1s)",
  },
  "misses": {
    value: "NUMBER",
    help: "missing beats that are the end, by the protocol's plain rule " +
      "(default: doubt after two intervals, and look into it)",
  },
  "send": {
    value: "TEXT",
    help: "beat of your own for a tcp or tls target, with \\r, \\n, \\xNN",
  },
  "expect": {
    value: "TEXT",
    help: "what shows an answer to it, wherever it stands",
  },
  "method": {
    value: "METHOD",
    help: "HEAD, GET or OPTIONS, for an http target (default HEAD)",
  },
  "for": { value: "DURATION", help: "end after that time" },
  "until": { value: "STATE", help: "end when that state is entered" },
  "no-reconnect": { help: "end when the target is offline" },
  "bind": {
    value: "ADDRESS",
    help: "serve on this address of this machine (default 127.0.0.1; 0.0.0.0 " +
      "or :: for all)",
  },
  "broadcast": {
    value: "ADDRESS",
    repeatable: true,
    help: "ask this broadcast address, or this host (default 255.255.255.255 " +
      "and the broadcast address of each interface)",
  },
  "allow-origin": {
    value: "ORIGIN",
    repeatable: true,
    help: "let web pages of https://host connect to ws, or * for all " +
      "(default those of this machine alone)",
  },
  "port": {
    value: "PORT",
    help: "the UDP port to ask (default 5555); agent: the port to serve " +
      `(default ${DEFAULT_AGENT_PORT})`,
  },
  "journal": {
    value: "FILE",
    help: "keep the journal in FILE, with FILE.1 and FILE.alive beside it",
  },
  "interface": {
    value: "NAME",
    repeatable: true,
    help: "the interface that counts (default every one with an address)",
  },
  "token-file": {
    value: "FILE",
    help: "the token that agent and client share, at least " +
      `${MIN_TOKEN_LENGTH} characters (default FAULTLINE_AGENT_TOKEN in the ` +
      "environment)",
  },
  "format": {
    value: "NAME",
    help: "text or ndjson, one JSON object a line (default text)",
  },
  "output": {
    value: "FILE",
    help: "write the result to a file, at once and whole, instead of " +
      "standard output",
  },
  "no-color": { help: "no colour, as with NO_COLOR in the environment" },
  "quiet": { help: "no status line on a terminal" },
  "verbose": { help: "print every observation, not the evidence alone" },
  "help": { help: "print this help" },
  "version": { help: "print the version" },
} as const satisfies Record<string, OptionEntry>;

/** The name of an option, without the dashes. */
export type OptionName = keyof typeof OPTIONS;

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
  /** Its options, beside help. */
  readonly options: readonly OptionName[];
  /** What of an option is particular to this command. */
  readonly own?: Readonly<Partial<Record<OptionName, Partial<OptionEntry>>>>;
  /** The smallest permissions that it works with, as flags of `deno run`. */
  readonly permissions: readonly string[];
}

/** Programs that a diagnosis asks, by name. */
const PROGRAMS = "--allow-run=ip,ping,nstat";

/** Files of the system that a diagnosis reads. */
const FILES = "--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf";

/** What decides on colour and on characters beyond ASCII. */
const ENVIRONMENT = "--allow-env=TERM,LC_ALL,LC_CTYPE,LANG";

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
      "format",
      "output",
      "no-color",
      "quiet",
      "verbose",
    ],
    own: {
      format: { help: "text, or json for one object (default text)" },
      quiet: { help: "print the verdict alone" },
    },
    permissions: [
      "--allow-net=<target>,<proxy>,<name server>:53,0.0.0.0:0",
      PROGRAMS,
      FILES,
      ENVIRONMENT,
      "--allow-read=FOLDER --allow-write=FOLDER (with --output)",
      "A look whose permission is missing is left out, and named.",
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
      "format",
      "no-color",
      "quiet",
    ],
    own: {
      timeout: {
        help: "longest wait of one stage of an attempt, and of one look at " +
          "the path (default 2s; 1.5s for qt)",
      },
    },
    permissions: [
      "--allow-net=<target>,<proxy>,<name server>:53,0.0.0.0:0",
      PROGRAMS,
      FILES,
      ENVIRONMENT,
      "A look whose permission is missing is left out, and named.",
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
    summary: "on a proxy machine: keeps a journal that tells why it was silent",
    details: [
      "It writes down links, addresses and starts of this machine, and hands",
      "them over to whoever shows the token: diagnose and watch --agent, or",
      "curl -H 'Authorization: Bearer TOKEN' http://HOST:PORT/journal.",
      "The files hold at most 512 KiB. Ends by SIGINT or SIGTERM with exit",
      "code 0.",
    ],
    options: ["journal", "bind", "port", "token-file", "interface"],
    permissions: [
      `--allow-net=127.0.0.1:${DEFAULT_AGENT_PORT} (or what --bind names)`,
      "--allow-run=ip,cat",
      "--allow-read=FILE,FILE.1,FILE.alive,<token file>",
      "--allow-write=FILE,FILE.1,FILE.alive",
      "--allow-sys=osUptime (times stay right when the clock is set)",
      "--allow-env=FAULTLINE_AGENT_TOKEN (without --token-file)",
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
  "demo": {
    operands: "",
    operandCount: [0, 0],
    summary: "a tour on loopback: real server, real proxy, fault after fault",
    details: [
      "Exit code 0 only if every verdict was right.",
    ],
    options: ["no-color"],
    permissions: [
      "--allow-net=127.0.0.1,0.0.0.0:0",
      PROGRAMS,
      FILES,
      ENVIRONMENT,
    ],
  },
} as const satisfies Record<string, CommandEntry>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;
