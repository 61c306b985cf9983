import type { ProxyTarget, Target } from "../model/target.ts";

/** The first machine of a path beyond this host's own network. */
export interface FirstMachine
  extends Pick<Target, "host" | "port" | "authority"> {
  /** What it stands for. */
  readonly segment: "proxy" | "server";
}

/** The machine that is connected to: the proxy's, or the target's own. */
export function firstMachine(
  { target, proxy }: {
    readonly target: Target;
    readonly proxy?: ProxyTarget;
  },
): FirstMachine {
  const { host, port, authority } = proxy ?? target;
  const segment = proxy === undefined ? "server" : "proxy";
  return { segment, host, port, authority };
}
