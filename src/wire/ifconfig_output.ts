import type {
  InterfaceAddressFact,
  NetworkInterfaceFact,
} from "../model/host_facts.ts";
import {
  familyOf,
  prefixLengthOf,
  scopeOf,
  withoutZone,
} from "./address_text.ts";
import { boundedLines } from "./bounded_lines.ts";
import { macosInterfaceKind } from "./macos_interface_kind.ts";
import { readAs, type Reading, unreadable } from "./reading.ts";

/** The first line of an interface; FreeBSD has `metric 0` before `mtu`. */
const HEADER = /^(\S+): flags=[0-9a-f]+<([^>]*)>(?:.*? mtu (\d{1,9}))?/;

/** One interface and the indented lines below it. */
interface Block {
  readonly name: string;
  readonly flags: readonly string[];
  readonly mtu: string | undefined;
  readonly details: string[];
}

/**
 * Reads what `ifconfig` of macOS prints, all interfaces or one.
 *
 * @param text Its standard output.
 * @returns The interfaces, in the order of the system.
 */
export function parseIfconfigOutput(
  text: string,
): Reading<readonly NetworkInterfaceFact[]> {
  const blocks = splitBlocks(text);
  if (blocks.length === 0) {
    return unreadable("Cannot read as ifconfig output: no interface in it");
  }
  const masters = mastersOf(blocks);
  return readAs(
    blocks.map((block) => readBlock(block, masters.get(block.name))),
  );
}

function splitBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of boundedLines(text)) {
    const [, name, flags = "", mtu] = HEADER.exec(line) ?? [];
    if (name !== undefined) {
      blocks.push({ name, flags: flags.split(","), mtu, details: [] });
    } else {
      blocks.at(-1)?.details.push(line.trim());
    }
  }
  return blocks;
}

function mastersOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const masters = new Map<string, string>();
  for (const { name, details } of blocks) {
    for (const detail of details) {
      const member = /^member: (\S+)/.exec(detail)?.[1];
      if (member !== undefined) masters.set(member, name);
    }
  }
  return masters;
}

function readBlock(
  block: Block,
  master: string | undefined,
): NetworkInterfaceFact {
  const { name, flags, details } = block;
  const up = flags.includes("UP");
  const status = valueOf(details, "status: ");
  const loopback = flags.includes("LOOPBACK");
  const pointToPoint = flags.includes("POINTOPOINT");
  const running = loopback || pointToPoint
    ? flags.includes("RUNNING")
    : undefined;
  return {
    name,
    up,
    carrier: up ? carrierOf(status) ?? running : undefined,
    operState: status,
    kind: macosInterfaceKind(name),
    master,
    parent: /\bparent interface: (\S+)/.exec(details.join("\n"))?.[1],
    loopback,
    pointToPoint,
    mtuBytes: block.mtu === undefined ? undefined : Number(block.mtu),
    addresses: details.map(readAddress).filter((fact) => fact !== undefined),
  };
}

function valueOf(
  details: readonly string[],
  prefix: string,
): string | undefined {
  return details.find((detail) => detail.startsWith(prefix))
    ?.slice(prefix.length);
}

/** RUNNING stays set on macOS when the cable is out: only the status tells. */
function carrierOf(status: string | undefined): boolean | undefined {
  if (status === "active" || status === "associated") return true;
  return status === "inactive" || status === "no carrier" ? false : undefined;
}

function readAddress(detail: string): InterfaceAddressFact | undefined {
  const [word, local = "", ...rest] = detail.split(/\s+/);
  if (word !== "inet" && word !== "inet6") return undefined;
  const family = familyOf(local);
  if (family === undefined) return undefined;
  const prefixLength = family === 4
    ? maskLength(rest[rest.indexOf("netmask") + 1] ?? "")
    : prefixLengthOf(rest[rest.indexOf("prefixlen") + 1], 6);
  if (prefixLength === undefined) return undefined;
  return {
    family,
    address: withoutZone(local),
    prefixLength,
    scope: scopeOf(local),
    tentative: rest.includes("tentative"),
    duplicate: rest.includes("duplicated"),
    deprecated: rest.includes("deprecated"),
  };
}

/** `0xffffff00` as 24; `undefined` if its ones are not all in front. */
function maskLength(mask: string): number | undefined {
  if (!/^0x[0-9a-f]{8}$/i.test(mask)) return undefined;
  const bits = Number(mask).toString(2).padStart(32, "0");
  const length = bits.indexOf("0");
  if (length < 0) return 32;
  return bits.indexOf("1", length) < 0 ? length : undefined;
}
