import { ADDRESSES, type Host, type Lab } from "./lab.ts";

/** Port of the HTTP server in the lab. */
export const SERVER_PORT = 8080;

/** Port of the proxy in the lab. */
export const PROXY_PORT = 3128;

/** Name of the server in the lab's own zone. */
export const SERVER_NAME = "web.lab.test";

/** The processes that a lab runs, each ended or stopped by its own handle. */
export interface Peers {
  /** busybox httpd on the server. */
  readonly server: Deno.ChildProcess;
  /** tinyproxy on the proxy machine. */
  readonly proxy: Deno.ChildProcess;
  /** dnsmasq on the name server. */
  readonly names: Deno.ChildProcess;
}

/** What the peers should do differently. */
export interface PeerOptions {
  /** Further lines of tinyproxy.conf. */
  readonly proxyConfig?: readonly string[];
  /** Further arguments of dnsmasq. */
  readonly namesArguments?: readonly string[];
}

/** Starts a server, a proxy and a name server, and waits until they serve. */
export async function startPeers(
  lab: Lab,
  options: PeerOptions = {},
): Promise<Peers> {
  const folder = await Deno.makeTempDir({ prefix: lab.prefix });
  await Deno.writeTextFile(`${folder}/index.html`, "lab\n");
  const config = `${folder}/tinyproxy.conf`;
  await Deno.writeTextFile(
    config,
    [
      `Port ${PROXY_PORT}`,
      "Timeout 600",
      "MaxClients 20",
      `Allow ${ADDRESSES.client}`,
      ...options.proxyConfig ?? [],
    ].join("\n") + "\n",
  );
  const peers = {
    server: lab.start("server", [
      ...["busybox", "httpd", "-f", "-p", `${SERVER_PORT}`, "-h", folder],
    ]),
    proxy: lab.start("proxy", ["tinyproxy", "-d", "-c", config]),
    names: lab.start("names", [
      ...["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null"],
      ...["--no-resolv", "--no-hosts", "--pid-file="],
      ...["--user=root", "--local=/lab.test/"],
      `--host-record=${SERVER_NAME},${ADDRESSES.server}`,
      ...options.namesArguments ?? [],
    ]),
  };
  const served: readonly [Host, number][] = [
    ["server", SERVER_PORT],
    ["proxy", PROXY_PORT],
    ["names", 53],
  ];
  for (const [host, port] of served) await lab.served(host, port);
  return peers;
}

/** Ends a process and waits until it is gone. */
export async function end(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await child.status;
}
