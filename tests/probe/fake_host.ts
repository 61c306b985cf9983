import type {
  NetworkInterfaceFact,
  RouteFact,
  RouteLookup,
} from "../../src/model/host_facts.ts";
import type { HostReader } from "../../src/probe/host_reader.ts";
import type { FailedReading } from "../../src/probe/host_reading.ts";
import type { NeighbourSight } from "../../src/wire/ip_neigh_ages.ts";

/** What a fake host knows of itself; what is left out cannot be read. */
export interface HostScript {
  readonly interfaces?: readonly NetworkInterfaceFact[];
  readonly routes?: readonly RouteFact[];
  /** The way to every destination. */
  readonly way?: RouteLookup;
  readonly neighbours?: readonly NeighbourSight[];
}

/** A reader of a scripted host, and what it was asked for. */
export interface FakeHost extends HostReader {
  readonly asked: string[];
}

const UNREAD: FailedReading = {
  ok: false,
  program: "ip",
  reason: "it ended with code 1",
};

/** Makes a host that knows no more than it is told. */
export function fakeHost(script: HostScript): FakeHost {
  const asked: string[] = [];
  function read<T>(question: string, value: T | undefined) {
    asked.push(question);
    return Promise.resolve(
      value === undefined ? UNREAD : { ok: true, value } as const,
    );
  }
  return {
    asked,
    interfaces: () => read("interfaces", script.interfaces),
    routes: () => read("routes", script.routes),
    routeTo: (address) => read(`routeTo ${address}`, script.way),
    neighbours: (family) => read(`neighbours ${family}`, script.neighbours),
  };
}
