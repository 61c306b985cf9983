import type { NameServerFact } from "../model/host_facts.ts";
import { MAX_NAME_SERVERS } from "../model/limits.ts";
import { familyOf } from "./address_text.ts";
import { boundedLines } from "./bounded_lines.ts";

/** One `resolver #N` of the listing. */
interface Resolver {
  readonly addresses: string[];
  domain: string | undefined;
  device: string | undefined;
}

/**
 * Reads what `scutil --dns` of macOS prints: the name servers that are asked
 * about every name. Those for one domain only (`.local`, a VPN's own) and the
 * second list, by interface, are left out.
 *
 * @param text Its standard output.
 * @returns The name servers in the order asked, at most three.
 */
export function parseScutilDns(text: string): readonly NameServerFact[] {
  const servers = new Map<string, NameServerFact>();
  for (const resolver of resolversOf(text)) {
    if (resolver.domain !== undefined) continue;
    for (const address of resolver.addresses) {
      if (servers.size >= MAX_NAME_SERVERS || servers.has(address)) continue;
      servers.set(address, { address, device: resolver.device });
    }
  }
  return [...servers.values()];
}

function resolversOf(text: string): readonly Resolver[] {
  const resolvers: Resolver[] = [];
  for (const line of boundedLines(text)) {
    if (/^DNS configuration \(/.test(line)) break;
    if (/^resolver #\d+/.test(line)) {
      resolvers.push({ addresses: [], domain: undefined, device: undefined });
    }
    const resolver = resolvers.at(-1);
    const [, name = "", value = ""] = /^\s+(\S+)\s+: (.+)$/.exec(line) ?? [];
    if (resolver === undefined) continue;
    if (name === "domain") resolver.domain = value.trim();
    if (name === "if_index") resolver.device = /\((\S+)\)/.exec(value)?.[1];
    if (!name.startsWith("nameserver[")) continue;
    if (familyOf(value.trim()) !== undefined) {
      resolver.addresses.push(value.trim());
    }
  }
  return resolvers;
}
