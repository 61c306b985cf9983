import type { Diagnosis } from "../../src/model/diagnosis.ts";
import type { Ran } from "../lab/command.ts";
import type { Asked } from "../lab/fault.ts";
import { faultlineCommand } from "./faultline_command.ts";

/** One program that is asked what is broken. */
export interface Contender {
  /** Its name, as the table's head shows it. */
  readonly name: string;
  /**
   * @param fault The fault that was made.
   * @returns The command that a person would type, program first.
   */
  readonly command: (fault: Asked) => string[];
  /**
   * @param ran How it ended.
   * @param fault The fault that was made.
   * @returns The cause that it tells, in one line.
   */
  readonly says: (ran: Ran, fault: Asked) => string;
}

/** What stands before a verdict that is not true. */
export const WRONG = "WRONG: ";

/** Longest quotation of a program's words, so that a table stays readable. */
const MAX_QUOTE_CHARACTERS = 120;

/** The programs, in the order of the table's columns. */
export const CONTENDERS: readonly Contender[] = [
  {
    name: "curl",
    command: ({ target, proxy }) => [
      ...["curl", "-sS", target],
      ...proxy === undefined ? [] : ["--proxy", proxy],
    ],
    says: ({ stdout, stderr }) =>
      curlError(stderr).replace(/ after \d+ (?:ms|milliseconds)/, "") ||
      page(stdout),
  },
  {
    name: "nc",
    command: ({ target, proxy }) => {
      const { port, protocol } = new URL(target);
      const through = proxy === undefined
        ? []
        : [...connectBy(proxy), "-x", new URL(proxy).host];
      const portOrUsual = port || USUAL_PORT[protocol] || "";
      return ["nc", "-z", "-v", ...through, hostOf(target), portOrUsual];
    },
    says: ({ stderr }) => lastLine(stderr).replace(/^nc: /, ""),
  },
  {
    name: "ping",
    command: ({ target, proxy }) => [
      ...["ping", "-c", "3", hostOf(proxy ?? target)],
    ],
    says: ({ stdout, stderr }) =>
      lastLine(stderr).replace(/^ping: /, "") || echoes(stdout),
  },
  {
    name: "Faultline",
    command: ({ target, proxy }) =>
      faultlineCommand([
        ...["diagnose", target],
        ...proxy === undefined ? [] : ["--proxy", proxy],
        ...["--format", "json"],
      ]),
    says: verdict,
  },
];

const USUAL_PORT: Readonly<Record<string, string>> = {
  "http:": "80",
  "https:": "443",
};

/** Without the brackets that a URL puts around IPv6. */
function hostOf(url: string): string {
  return new URL(url).hostname.replaceAll(/[[\]]/g, "");
}

function connectBy(proxy: string): string[] {
  return ["-X", proxy.startsWith("socks5:") ? "5" : "connect"];
}

function lastLine(text: string): string {
  return shorten(text.trim().split("\n").at(-1) ?? "");
}

/** Some of curl's errors go on for a paragraph. */
function curlError(stderr: string): string {
  return shorten(/^curl: \(\d+\) (.*)/m.exec(stderr)?.[1] ?? "");
}

/** What curl prints although it met no error of its own. */
function page(html: string): string {
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1];
  const text = title ?? html.replaceAll(/<[^>]*>/g, " ");
  const quote = shorten(text.trim().replaceAll(/\s+/g, " "));
  return quote === "" ? "" : `no error; the page says "${quote}"`;
}

/** Who says that a host cannot be reached, and how many echoes came back. */
function echoes(stdout: string): string {
  const [, by, why] = /^From (\S+).*?(Destination .*)$/m.exec(stdout) ?? [];
  const [, sent, received] =
    /(\d+) packets transmitted, (\d+) received/.exec(stdout) ?? [];
  const answers = `${received ?? "?"} of ${sent ?? "?"} answered`;
  return why === undefined ? answers : `${answers}; from ${by}: ${why}`;
}

function verdict({ stdout, stderr }: Ran, { truth }: Asked): string {
  if (stdout === "") return WRONG + (lastLine(stderr) || "no answer");
  const { verdict }: Diagnosis = JSON.parse(stdout);
  if (verdict === null) return `${truth === null ? "" : WRONG}healthy`;
  const others = verdict.candidates.filter((name) => name !== verdict.mode);
  const isRight = [verdict.mode, ...others].some((name) => name === truth);
  const rest = verdict.certain ? "" : ` (or ${others.join(", ")})`;
  return (isRight ? "" : WRONG) + verdict.mode + rest;
}

function shorten(text: string): string {
  return text.length <= MAX_QUOTE_CHARACTERS
    ? text
    : `${text.slice(0, MAX_QUOTE_CHARACTERS)}…`;
}
