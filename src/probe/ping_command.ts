import type { Platform } from "../io/io.ts";
import { addressFamily } from "../model/host.ts";

/** A program and its arguments, each as one. */
export interface PingCommand {
  /** The program. */
  readonly program: string;
  /** Its arguments. */
  readonly args: readonly string[];
}

/** What to ping and how. */
export interface PingCommandOptions {
  /** A literal address; an IPv6 one may carry a zone. */
  readonly address: string;
  /** The longest wait for an answer, in milliseconds. */
  readonly waitMs: number;
  /**
   * Size of the whole packet in bytes, which nobody on the way may fragment.
   * @default undefined the program's own small size, fragments allowed
   */
  readonly packetBytes?: number | undefined;
  /**
   * How many requests to send in a row, answered or not.
   * @default undefined at most two, the second only if the first is silent
   */
  readonly requests?: number | undefined;
}

/**
 * Most echo requests of one look: the second only goes out when the first is
 * silent, so that one lost packet is no silence.
 */
const MAX_ECHO_REQUESTS = 2;

/**
 * How far the requests of a row are apart, in seconds: the shortest interval
 * that every `ping` of Linux allows whoever is not root (ping(8)).
 */
const ROW_INTERVAL = "0.2";

/** IPv4 header of 20 bytes (RFC 791) and ICMP header of 8 (RFC 792). */
const IPV4_HEADERS_BYTES = 28;

/** IPv6 header of 40 bytes (RFC 8200) and ICMPv6 header of 8 (RFC 4443). */
const IPV6_HEADERS_BYTES = 48;

/**
 * Writes the commands that ask one host for an echo: the first, and the ones
 * to run after it while nothing answers.
 *
 * On Linux `-c 1 -w SECONDS` of iputils goes on each second until one request
 * is answered or an error comes back, and ends at once then (measured);
 * BusyBox sends one request and waits `-W`. BSD has `-o` for the same. Windows
 * would send its second request even after an answer, so that it is run twice.
 * A row of requests is one command everywhere.
 *
 * @param platform The system whose `ping` it is.
 * @param options What to ping and how.
 * @returns One command, or two for Windows.
 * @throws {TypeError} The address is no literal address: names, options and
 * anything else never get near a subprocess.
 */
export function pingCommands(
  platform: Platform,
  options: PingCommandOptions,
): readonly PingCommand[] {
  const family = addressFamily(options.address);
  if (family === 0) {
    throw new TypeError(
      "Cannot ping host as an address: current value is " +
        JSON.stringify(options.address),
    );
  }
  const { requests } = options;
  if (requests !== undefined) {
    return [rowCommand(platform, options.address, requests)];
  }
  if (platform === "linux") return [linuxCommand(options, family)];
  if (platform === "windows") return windowsCommands(options, family);
  return [bsdCommand(options, family)];
}

/** Each waits for its answer; whoever runs the command ends a wait in vain. */
function rowCommand(
  platform: Platform,
  address: string,
  requests: number,
): PingCommand {
  if (platform === "windows") {
    return { program: "ping", args: ["-n", `${requests}`, address] };
  }
  const isSix = addressFamily(address) === 6;
  const program = isSix && platform !== "linux" ? "ping6" : "ping";
  const row = ["-c", `${requests}`, "-i", ROW_INTERVAL];
  return { program, args: ["-n", ...row, address] };
}

function linuxCommand(
  options: PingCommandOptions,
  family: 4 | 6,
): PingCommand {
  const seconds = wholeSeconds(options.waitMs);
  const args = ["-n", "-c", "1", "-w", `${seconds}`, "-W", `${seconds}`];
  if (seconds > MAX_ECHO_REQUESTS) {
    args.push("-i", `${Math.ceil(seconds / MAX_ECHO_REQUESTS)}`);
  }
  if (options.packetBytes !== undefined) {
    args.push("-M", "do", "-s", payload(options.packetBytes, family));
  }
  return { program: "ping", args: [...args, options.address] };
}

function bsdCommand(options: PingCommandOptions, family: 4 | 6): PingCommand {
  const seconds = wholeSeconds(options.waitMs);
  const interval = Math.ceil(seconds / MAX_ECHO_REQUESTS);
  const args = ["-n", "-o", "-c", `${MAX_ECHO_REQUESTS}`, "-i", `${interval}`];
  if (options.packetBytes !== undefined) {
    args.push("-D", "-s", payload(options.packetBytes, family));
  }
  const program = family === 4 ? "ping" : "ping6";
  return { program, args: [...args, options.address] };
}

function windowsCommands(
  options: PingCommandOptions,
  family: 4 | 6,
): readonly PingCommand[] {
  const waitMs = Math.max(1, Math.floor(options.waitMs / MAX_ECHO_REQUESTS));
  const args = ["-n", "1", "-w", `${waitMs}`];
  if (options.packetBytes !== undefined) {
    // IPv6 has no such option: its routers never fragment.
    if (family === 4) args.push("-f");
    args.push("-l", payload(options.packetBytes, family));
  }
  const command = { program: "ping", args: [...args, options.address] };
  return Array<PingCommand>(MAX_ECHO_REQUESTS).fill(command);
}

function wholeSeconds(waitMs: number): number {
  return Math.max(1, Math.ceil(waitMs / 1000));
}

function payload(packetBytes: number, family: 4 | 6): string {
  const headers = family === 4 ? IPV4_HEADERS_BYTES : IPV6_HEADERS_BYTES;
  return `${Math.max(0, packetBytes - headers)}`;
}
