/** Of this thread: another one may be in another namespace. */
const FOLDER = "/proc/thread-self/net";

/** States of a socket in these files (the kernel's `tcp_states.h`). */
const [ESTABLISHED, LISTEN] = ["01", "0A"] as const;

/** Whether a port is served by TCP or UDP, in the namespace of this thread. */
export function isServed(port: number): boolean {
  const isOurs = ({ local }: Socket) => local === port;
  return sockets("tcp").some((one) => isOurs(one) && one.state === LISTEN) ||
    sockets("udp").some(isOurs);
}

/** Whether there is a connection from or to a port. */
export function isConnected(port: number): boolean {
  return sockets("tcp").some(({ local, remote, state }) =>
    state === ESTABLISHED && (local === port || remote === port)
  );
}

/** Whether there is an interface. */
export function hasDevice(device: string): boolean {
  const lines = Deno.readTextFileSync(`${FOLDER}/dev`).split("\n");
  return lines.some((line) => line.trim().startsWith(`${device}:`));
}

/** A line of such a file: the ports, and the state. */
interface Socket {
  readonly local: number;
  readonly remote: number;
  readonly state: string;
}

/** Of both address families, which every host of the lab has. */
function sockets(protocol: "tcp" | "udp"): Socket[] {
  return [protocol, `${protocol}6`].flatMap((name) =>
    socketsIn(Deno.readTextFileSync(`${FOLDER}/${name}`))
  );
}

/**
 * Reads the table of `/proc/net/tcp` and its like (proc(5)).
 *
 * @param text The file.
 * @returns Its sockets.
 */
export function socketsIn(text: string): Socket[] {
  const line = /^ *\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:([\dA-F]{4}) (\w\w) /gm;
  return [...text.matchAll(line)].map(([, local = "", remote = "", state]) => ({
    local: parseInt(local, 16),
    remote: parseInt(remote, 16),
    state: state ?? "",
  }));
}
