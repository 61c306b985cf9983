import { MIN_TOKEN_LENGTH } from "../model/agent.ts";
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
  "agent": {
    value: "URL",
    help: "the agent on the proxy machine, http://host[:port], by another " +
      "way to it if there is one: it tells why that machine was silent",
  },
  "token-file": {
    value: "FILE",
    help: "the token that agent and client share, at least " +
      `${MIN_TOKEN_LENGTH} characters (default FAULTLINE_AGENT_TOKEN in the ` +
      "environment)",
  },
  "interval": {
    value: "DURATION",
    help: "time between beats (default the protocol's: 500ms for text, 3s " +
      "for qt, 10s for ws, else 1s; for json the server's, 2s if not given)",
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
  "all": { help: "wait for all targets (default)" },
  "any": { help: "wait for one of the targets" },
  "stable": {
    value: "NUMBER",
    help: "how many times in a row each target has to work (default 1)",
  },
  "fail-on": {
    value: "MODE",
    repeatable: true,
    help: "do not wait for that to pass, as name-not-found where a name must " +
      "exist already: end at once with its exit code",
  },
  "no-reconnect": {
    help: "end when the target is offline, or nothing can be told",
  },
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
  "port": { value: "PORT", help: "the UDP port to ask (default 5555)" },
  "journal": {
    value: "FILE",
    help: "keep the journal in FILE, with FILE.1 and FILE.alive beside it",
  },
  "interface": {
    value: "NAME",
    repeatable: true,
    help: "the interface that counts (default every one with an address)",
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
  "summary": {
    value: "FILE",
    help: "write a summary as well, for what GITHUB_STEP_SUMMARY names in a " +
      "workflow of GitHub",
  },
  "schema": { help: "print the JSON Schema of FILE, for editors" },
  "no-color": { help: "no colour, as with NO_COLOR in the environment" },
  "quiet": { help: "no status line on a terminal" },
  "verbose": { help: "print every observation, not the evidence alone" },
  "help": { help: "print this help" },
  "version": { help: "print the version" },
} as const satisfies Record<string, OptionEntry>;

/** The name of an option, without the dashes. */
export type OptionName = keyof typeof OPTIONS;
