import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { AgentWay } from "./agent.ts";
import type { Lab } from "./lab.ts";
import type { Service } from "./services.ts";

/** How the program is run, where it differs from the usual. */
export interface ObserverOptions {
  /** Permissions of `deno run`. @default all that a diagnosis can use */
  readonly permissions?: readonly string[];
  /** Programs that it finds, and what each really is. @default all */
  readonly programs?: Readonly<Record<string, string>>;
  /** Stops the whole process for a while, as a starved machine does. */
  readonly stall?: { readonly afterMs: number; readonly forMs: number };
  /** Moves its wall clock, as a sleep of the machine does. */
  readonly sleep?: { readonly afterMs: number; readonly forMs: number };
  /** Whether it trusts the lab's own authority. */
  readonly trusts?: true;
}

/** One fault of the lab, before anything has connected. */
export interface Fault {
  /** Name, and folder of the golden scenario. */
  readonly name: string;
  /** What is really wrong; `null` for nothing. */
  readonly truth: FailureMode | null;
  /**
   * What looks the same from the client: other candidates that are no error.
   * @default none
   */
  readonly or?: readonly FailureMode[];
  /**
   * Whether packets are lost by chance: a look that is spared says healthy,
   * and the kernel sends again what was lost, on nobody's budget.
   */
  readonly lossy?: true;
  /** What is asked. */
  readonly target: string;
  /** The proxy that is used. @default none */
  readonly proxy?: string;
  /** By which way the agent is asked, whose word leaves one name. */
  readonly agent?: AgentWay;
  /** Further arguments of `diagnose`. */
  readonly arguments?: readonly string[];
  /** What runs on the hosts. */
  readonly services?: readonly Service[];
  /** Whether the client talked to everybody before. */
  readonly warm?: true;
  /** Whether only silence shows it, so that a time-out has to pass, or two. */
  readonly silent?: true | "twice";
  /** How the program is run. */
  readonly observer?: ObserverOptions;
  /** Makes the fault. @default nothing more than the services */
  readonly make?: (lab: Lab) => Promise<void>;
}

/** What a program needs to know of a fault that it is asked about. */
export type Asked = Pick<Fault, "target" | "proxy" | "observer" | "truth">;

/** A filter in front of what comes to a host. */
export function input(...rules: readonly string[]): string {
  return chain("input", rules);
}

/** A filter behind what a host sends. */
export function output(...rules: readonly string[]): string {
  return chain("output", rules);
}

/** A filter between the links of a router. */
export function forward(...rules: readonly string[]): string {
  return chain("forward", rules);
}

function chain(hook: string, rules: readonly string[]): string {
  const type = `type filter hook ${hook} priority 0`;
  return `chain ${hook} {\n${[type, ...rules].join("\n")}\n}`;
}
