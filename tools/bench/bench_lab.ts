import { BUNDLE } from "../dx/build_command.ts";
import { isInstalled } from "../dx/programs.ts";
import { exists } from "../dx/project.ts";
import type { Fault } from "../lab/fault.ts";
import { Lab } from "../lab/lab.ts";
import { PROXY_PORT, SERVER_PORT, startServices } from "../lab/services.ts";
import { ADDRESSES } from "../lab/topology.ts";
import { type BenchOptions, usageAsked } from "./bench_arguments.ts";

/** Exit code of a process that an interrupt ended, by convention 128 + 2. */
const INTERRUPTED = 130;

/** How many labs this process has opened, so that each has its own name. */
let opened = 0;

/**
 * Lets a fault happen in a lab of its own, whose client has just exchanged
 * packets with the proxy's and the server's machine, as one whose connection
 * worked until now. An interrupt takes the lab down as well.
 *
 * @param fault The fault.
 * @param use What to do then.
 * @returns What `use` returns.
 */
export async function withFault<T>(
  fault: Fault,
  use: (lab: Lab) => Promise<T>,
): Promise<T> {
  const lab = await Lab.open(
    `flb${Deno.pid}-${opened++}`,
    await Deno.realPath(BUNDLE),
  );
  async function interrupt(): Promise<void> {
    await lab.close();
    Deno.exit(INTERRUPTED);
  }
  Deno.addSignalListener("SIGINT", interrupt);
  Deno.addSignalListener("SIGTERM", interrupt);
  try {
    await startServices(lab, fault.services ?? []);
    await warmUp(lab);
    await fault.make?.(lab);
    return await use(lab);
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
    Deno.removeSignalListener("SIGTERM", interrupt);
    await lab.close();
  }
}

async function warmUp(lab: Lab): Promise<void> {
  for (
    const hostPort of [
      `${ADDRESSES.server}:${SERVER_PORT}`,
      `${ADDRESSES.proxy}:${PROXY_PORT}`,
    ]
  ) {
    await lab.run("client", ["curl", "-s", "-m", "2", `http://${hostPort}/`]);
  }
}

/** What the lab and the compared programs are made of. */
const PROGRAMS = [
  ...["busybox", "curl", "dnsmasq", "ip", "nc", "nft", "ping", "ss"],
  ...["sysctl", "tinyproxy"],
];

/**
 * Readies this process. Proxies of the environment go, since they would
 * change what `curl` does.
 *
 * @throws {RangeError} If nothing can be measured here, with the reason.
 */
export async function prepare(): Promise<void> {
  for (const name of Object.keys(Deno.env.toObject())) {
    if (/_proxy$/i.test(name)) Deno.env.delete(name);
  }
  if (!exists(BUNDLE)) {
    throw new RangeError(`Cannot measure ${BUNDLE}: run \`deno task build\``);
  }
  const missing = PROGRAMS.filter((program) => !isInstalled(program));
  if (missing.length > 0) {
    throw new RangeError(`Cannot measure without ${missing.join(", ")}`);
  }
  if (!await Lab.isPossible()) {
    throw new RangeError(
      "Cannot make network namespaces: run the bench as root, on Linux",
    );
  }
}

/**
 * Runs a bench; what cannot be measured is told in one line, with exit code 2.
 *
 * @param main The bench; gives the exit code.
 * @param options The options that it has.
 */
export async function runBench(
  main: () => Promise<number>,
  options: BenchOptions = {},
): Promise<void> {
  try {
    const usage = usageAsked(Deno.args, options);
    if (usage === undefined) Deno.exitCode = await main();
    else console.log(usage);
  } catch (error) {
    const isTold = error instanceof RangeError || error instanceof SyntaxError;
    if (!isTold) throw error;
    console.error(error.message);
    Deno.exitCode = 2;
  }
}
