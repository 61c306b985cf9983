import type { CheckTarget } from "../../model/check_target.ts";
import { type DurationBounds, parseDuration } from "../../model/duration.ts";
import type { FailureMode } from "../../model/failure_modes.ts";
import { hidesCredentials } from "../../model/hidden_credentials.ts";
import { parseHost } from "../../model/host.ts";
import {
  MAX_CHECK_TARGETS,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
} from "../../model/limits.ts";
import { parseNameServer } from "../../model/name_server.ts";
import {
  parseProxy,
  parseTarget,
  type ProxyTarget,
  type Target,
} from "../../model/target.ts";
import type { Complain } from "./plain_values.ts";
import { quoted } from "./problem.ts";
import type { CheckFileValues, FileTarget } from "./schema.ts";
import type { ValuePath } from "./yaml_tree.ts";

/** What holds for all targets of a file that say nothing else. */
export interface FileDefaults {
  /** The proxy before them. */
  readonly proxy?: string | ProxyTarget;
  /** The longest that one probe may wait, in milliseconds. */
  readonly timeoutMs?: number;
  /** Hosts expected to be alive. */
  readonly references?: readonly string[];
  /** Name servers to ask. */
  readonly nameServers?: readonly string[];
}

/** Shortest limit on an answer, in milliseconds: loopback takes as long. */
const MIN_LATENCY_MS = 0.1;

/** In the place of a message that would quote a password. */
const HIDDEN = "cannot be read with / ? or # before an @: in a user name or " +
  "password write them as %2F, %3F and %23";

/** What stands in a file for "no proxy". */
const NO_PROXY = "none";

/**
 * Reads what a file says of its targets.
 *
 * @param file The values of the file.
 * @param given What the command line says; it wins over the file's defaults.
 * @param complain Makes the error that names a place.
 * @returns The targets.
 * @throws What `complain` gives.
 */
export function targetsOf(
  file: CheckFileValues,
  given: FileDefaults,
  complain: Complain,
): readonly CheckTarget[] {
  if (file.targets.length > MAX_CHECK_TARGETS) {
    throw complain(["targets"], `has more than ${MAX_CHECK_TARGETS} targets`);
  }
  const reader = new Reader(file.proxies ?? {}, complain);
  const defaults = {
    ...reader.common(file.defaults ?? {}, ["defaults"]),
    ...given,
  };
  for (const name of Object.keys(file.proxies ?? {})) reader.named(name);
  requireNames(file.targets, complain);
  return file.targets.map((one, index) => {
    const path = ["targets", index];
    return typeof one === "string"
      ? { ...defaults, target: reader.address(one, path) }
      : reader.target(one, path, defaults);
  });
}

/** Each name stands once. */
function requireNames(
  targets: CheckFileValues["targets"],
  complain: Complain,
): void {
  const places = new Map<string, number>();
  for (const [index, one] of targets.entries()) {
    if (typeof one === "string" || one.name === undefined) continue;
    const first = places.get(one.name);
    if (first !== undefined) {
      const problem = `targets[${first}] has the name ${quoted(one.name)} too`;
      throw complain(["targets", index, "name"], problem);
    }
    places.set(one.name, index);
  }
}

class Reader {
  readonly #proxies: Readonly<Record<string, string>>;
  readonly #complain: Complain;

  constructor(proxies: Readonly<Record<string, string>>, complain: Complain) {
    this.#proxies = proxies;
    this.#complain = complain;
  }

  target(
    file: FileTarget,
    path: ValuePath,
    defaults: Omit<CheckTarget, "target">,
  ): CheckTarget {
    const own = this.common(file, path);
    const target = this.address(file.target, [...path, "target"]);
    return {
      ...defaults,
      ...own,
      labels: { ...defaults.labels, ...own.labels },
      ...(file.name !== undefined && { name: file.name }),
      target,
    };
  }

  address(text: string, path: ValuePath): Target {
    return this.#url(text, path, parseTarget);
  }

  /** What a target and the defaults may say alike. */
  common(
    file: Omit<FileTarget, "name" | "target">,
    path: ValuePath,
  ): Omit<CheckTarget, "target"> {
    const { proxy, references, nameServers, expect, labels } = file;
    const at = (key: string): ValuePath => [...path, key];
    const timeoutMs = this.#duration(file.timeout, at("timeout"), {
      minMs: MIN_TIMEOUT_MS,
      maxMs: MAX_TIMEOUT_MS,
    });
    const maxLatencyMs = this.#duration(file.maxLatency, at("maxLatency"), {
      minMs: MIN_LATENCY_MS,
      maxMs: MAX_TIMEOUT_MS,
    });
    this.#each(references, at("references"), parseHost);
    this.#each(nameServers, at("nameServers"), parseNameServer);
    return {
      ...(proxy !== undefined && { proxy: this.#proxy(proxy, at("proxy")) }),
      ...(references !== undefined && { references }),
      ...(nameServers !== undefined && { nameServers }),
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(maxLatencyMs !== undefined && { maxLatencyMs }),
      ...(expect !== undefined && { expect: expect as FailureMode }),
      ...(labels !== undefined && { labels: textsOf(labels) }),
    };
  }

  /** A proxy of the file by its name. */
  named(name: string): ProxyTarget {
    const url = this.#proxies[name] ?? "";
    return this.#url(url, ["proxies", name], parseProxy);
  }

  #proxy(text: string, path: ValuePath): ProxyTarget | null {
    if (text === NO_PROXY) return null;
    if (Object.hasOwn(this.#proxies, text)) return this.named(text);
    if (text.includes("://")) return this.#url(text, path, parseProxy);
    const known = [...Object.keys(this.#proxies), NO_PROXY].join(", ");
    const problem = `expected a proxy such as http://host:3128, or one of ` +
      `${known}, got ${quoted(text)}`;
    throw this.#complain(path, problem);
  }

  #duration(
    text: string | undefined,
    path: ValuePath,
    bounds: DurationBounds,
  ): number | undefined {
    if (text === undefined) return undefined;
    const name = `${path.at(-1)}`;
    return this.#read(path, () => parseDuration(text, name, bounds));
  }

  #each(
    texts: readonly string[] | undefined,
    path: ValuePath,
    parse: (text: string) => unknown,
  ): void {
    texts?.forEach((text, index) =>
      this.#read([...path, index], () => parse(text))
    );
  }

  /** No message shows a part of a password. */
  #url<Value>(
    text: string,
    path: ValuePath,
    parse: (text: string) => Value,
  ): Value {
    return this.#read(path, () => {
      try {
        return parse(text);
      } catch (error) {
        throw hidesCredentials(text) ? new SyntaxError(HIDDEN) : error;
      }
    });
  }

  #read<Value>(path: ValuePath, parse: () => Value): Value {
    try {
      return parse();
    } catch (error) {
      const isInput = error instanceof SyntaxError ||
        error instanceof RangeError;
      if (isInput) throw this.#complain(path, error.message);
      throw error;
    }
  }
}

function textsOf(
  labels: Readonly<Record<string, string | number | boolean>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, String(value)]),
  );
}
