import type { FailureMode } from "./failure_modes.ts";
import type { ProxyTarget, Target } from "./target.ts";

/** One target of a check, as a caller or a file puts it. */
export interface CheckTarget {
  /** Its name, unique in the check. @default its URL */
  readonly name?: string;
  /** The target: `host:port`, a URL, or one that was parsed. */
  readonly target: string | Target;
  /**
   * The proxy before it; `null` for none where the check has one for all.
   * @default the check's
   */
  readonly proxy?: string | ProxyTarget | null;
  /** Hosts expected to be alive, at most 3. @default the check's */
  readonly references?: readonly string[];
  /** Name servers to ask, at most 3. @default the check's */
  readonly nameServers?: readonly string[];
  /**
   * The longest that one probe may wait, in milliseconds, 10 to 600000.
   * @default the check's
   */
  readonly timeoutMs?: number;
  /** The mode that it is expected to be in. @default {"healthy"} */
  readonly expect?: "healthy" | FailureMode;
  /**
   * The longest that a healthy answer may take, from the name to the answer, in
   * milliseconds.
   * @default any
   */
  readonly maxLatencyMs?: number;
  /** For the reader's own use. @default {{}} */
  readonly labels?: Readonly<Record<string, string>>;
}
