/**
 * Runs looks of probes where it is started, and prints what they saw as JSON.
 * Tests start it inside a network namespace.
 *
 * @module
 */
import { createDenoIo } from "../../src/io/deno.ts";
import type { Io } from "../../src/io/io.ts";
import type { Observation } from "../../src/model/observation.ts";
import { probeFirewall } from "../../src/probe/firewall.ts";
import { probeGateway } from "../../src/probe/gateway.ts";
import {
  createHostReader,
  type HostReader,
} from "../../src/probe/host_reader.ts";
import { probeLink } from "../../src/probe/link.ts";
import { probeMtu } from "../../src/probe/mtu.ts";
import { probeNetwork } from "../../src/probe/network.ts";
import { probePing } from "../../src/probe/ping.ts";
import type { ProbeContext, ProbeResult } from "../../src/probe/probe.ts";

/** One look of one probe. */
export interface LookRequest {
  readonly probe: keyof typeof LOOKS;
  /** A literal address; the default route for `link` and `network`. */
  readonly address?: string;
  readonly onLink?: boolean;
  readonly port?: number;
}

/** What the looks of one run saw. */
export interface LooksSeen {
  /** Observations by look. */
  readonly looks: readonly (readonly Observation[])[];
  /** How long each look took, in milliseconds. */
  readonly tookMs: readonly number[];
  /** The programs that were run. */
  readonly spawned: readonly string[];
}

type Look = (
  request: LookRequest,
  host: HostReader,
  context: ProbeContext,
) => Promise<ProbeResult>;

const LOOKS = {
  link: ({ address: destination }, host, context) =>
    probeLink({ destination, host }, context),
  network: ({ address: destination }, host, context) =>
    probeNetwork({ destination, host }, context),
  gateway: ({ address = "" }, host, context) =>
    probeGateway({ gateway: address, interface: "eth0", host }, context),
  ping: ({ address = "", onLink }, host, context) =>
    probePing(
      { segment: "server", role: "target", address, onLink, host },
      context,
    ),
  mtu: ({ address = "" }, _host, context) =>
    probeMtu({ segment: "server", role: "target", address }, context),
  firewall: ({ address = "", port = 0 }, _host, context) =>
    probeFirewall({ segment: "server", address, port }, context),
} satisfies Record<string, Look>;

/** Runs the looks, all at once or one after another. */
async function run(
  requests: readonly LookRequest[],
  order: string,
  timeoutMs: number,
): Promise<LooksSeen> {
  const spawned: string[] = [];
  const io = listening(createDenoIo(), spawned);
  const { signal } = new AbortController();
  const host = createHostReader(io, signal);
  const tookMs: number[] = [];
  async function look(request: LookRequest) {
    const startMs = io.clock.monotonicMs();
    const probe: Look = LOOKS[request.probe];
    const seen = await probe(request, host, { io, signal, timeoutMs });
    tookMs.push(io.clock.monotonicMs() - startMs);
    return seen.observations;
  }
  if (order === "together") {
    return { looks: await Promise.all(requests.map(look)), tookMs, spawned };
  }
  const looks = [];
  for (const request of requests) looks.push(await look(request));
  return { looks, tookMs, spawned };
}

function listening(io: Io, spawned: string[]): Io {
  return {
    ...io,
    spawn: (program, args, options) => {
      spawned.push([program, ...args].join(" "));
      return io.spawn(program, args, options);
    },
  };
}

if (import.meta.main) {
  const [requests = "[]", order = "", timeoutMs = ""] = Deno.args;
  const seen = await run(JSON.parse(requests), order, Number(timeoutMs));
  console.log(JSON.stringify(seen));
}
