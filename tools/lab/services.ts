import type { Act } from "./actor.ts";
import type { Lab } from "./lab.ts";
import { ADDRESSES, ADDRESSES6, type Host } from "./topology.ts";

/** Port of the server in the lab. */
export const SERVER_PORT = 8080;

/** Port of the proxy in the lab. */
export const PROXY_PORT = 3128;

/** Something that runs on a host of the lab. */
export interface Service {
  /** The host. */
  readonly host: Host;
  /** The program that has to be installed for it. */
  readonly program: string;
  /** The port that is served once it is ready; absent where none is. */
  readonly port?: number;
  /** Writes what it needs, and tells how to start it. */
  readonly command: (lab: Lab) => Promise<readonly string[]>;
}

/** Starts services, and waits until all of them serve. */
export async function startServices(
  lab: Lab,
  services: readonly Service[],
): Promise<void> {
  for (const { host, command } of services) {
    lab.start(host, await command(lab));
  }
  for (const { host, port } of services) {
    if (port !== undefined) await lab.served(host, port);
  }
}

/** An HTTP server with one page. */
export function web(
  { host = "server", page = "lab\n", listen = `${SERVER_PORT}` }: {
    readonly host?: Host;
    readonly page?: string;
    readonly listen?: string;
  } = {},
): Service {
  return {
    host,
    program: "busybox",
    port: SERVER_PORT,
    command: async (lab) => {
      const folder = await folderOf(lab, host);
      await Deno.writeTextFile(`${folder}/index.html`, page);
      return ["busybox", "httpd", "-f", "-p", listen, "-h", folder];
    },
  };
}

/** An HTTP answer with a page. */
export function page(head: string, body: string): string {
  return `HTTP/1.1 ${head}\r\nContent-Type: text/html\r\n` +
    `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

/** An HTTPS server, with a certificate and its key in PEM. */
export function secureWeb(
  certificate: { readonly cert: string; readonly key: string },
): Service {
  return {
    host: "server",
    program: "openssl",
    port: SERVER_PORT,
    command: async (lab) => {
      const file = `${await folderOf(lab, "server")}/server.pem`;
      await Deno.writeTextFile(file, certificate.cert + certificate.key);
      const port = `${SERVER_PORT}`;
      return ["openssl", "s_server", "-www", "-accept", port, "-cert", file];
    },
  };
}

/** A CONNECT proxy that says 500 for everything that goes wrong. */
export function tinyproxy(...lines: readonly string[]): Service {
  return configured("proxy", "tinyproxy", PROXY_PORT, ["-d", "-c"], [
    `Port ${PROXY_PORT}`,
    "Timeout 600",
    "MaxClients 20",
    ...lines,
  ]);
}

/** A CONNECT proxy that names the reason in a header. */
export function squid(...lines: readonly string[]): Service {
  return configured("proxy", "squid", PROXY_PORT, ["-N", "-f"], [
    `http_port ${PROXY_PORT}`,
    "visible_hostname squid.lab.test",
    "pid_filename none",
    "cache deny all",
    "cache_mem 1 MB",
    "access_log none",
    "cache_log /dev/null",
    "coredump_dir none",
    "netdb_filename none",
    "pinger_enable off",
    `dns_nameservers ${ADDRESSES.names}`,
    "shutdown_lifetime 0 seconds",
    ...lines,
    "http_access allow all",
  ]);
}

/** A SOCKS5 proxy. */
export function danted(
  { method = "none", rules = [] }: {
    readonly method?: "none" | "username";
    readonly rules?: readonly string[];
  } = {},
): Service {
  return configured("proxy", "danted", PROXY_PORT, ["-p", "/dev/null", "-f"], [
    "logoutput: /dev/null",
    `internal: 0.0.0.0 port = ${PROXY_PORT}`,
    "external: eth0",
    "clientmethod: none",
    `socksmethod: ${method}`,
    "client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }",
    ...rules,
    "socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }",
  ]);
}

/** The same service on another host. */
export function on(host: Host, service: Service): Service {
  return { ...service, host };
}

/** Names in the lab's own zone. */
export const NAMES = {
  four: "web.lab.test",
  six: "six.lab.test",
  both: "both.lab.test",
  proxy: "proxy.lab.test",
  empty: "empty.lab.test",
  missing: "missing.lab.test",
  elsewhere: "web.elsewhere.test",
} as const;

/** A name server for the zone; it refuses what is outside of it. */
export function names(
  { host = "names", lines = [] }: {
    readonly host?: Host;
    readonly lines?: readonly string[];
  } = {},
): Service {
  return {
    host,
    program: "dnsmasq",
    port: 53,
    command: () =>
      Promise.resolve([
        ...["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null"],
        ...["--no-resolv", "--no-hosts", "--pid-file=", "--user=root"],
        ...lines.length > 0 ? lines : ZONE,
      ]),
  };
}

const ZONE = [
  "--local=/lab.test/",
  `--host-record=${NAMES.four},${ADDRESSES.server}`,
  `--host-record=${NAMES.six},${ADDRESSES6.server}`,
  `--host-record=${NAMES.both},${ADDRESSES.server},${ADDRESSES6.server}`,
  `--host-record=${NAMES.proxy},${ADDRESSES.proxy}`,
  `--txt-record=${NAMES.empty},text`,
];

/** A peer of the lab's own, for what no product does. */
export function actor(host: Host, act: Act): Service {
  return {
    host,
    program: "deno",
    ...("port" in act && { port: act.port }),
    command: () => {
      const file = new URL("actor.ts", import.meta.url).pathname;
      const options = JSON.stringify(act);
      const flags = ["run", "-A", "--no-config", "--no-lock", "--quiet"];
      return Promise.resolve([Deno.execPath(), ...flags, file, options]);
    },
  };
}

function configured(
  host: Host,
  program: string,
  port: number,
  args: readonly string[],
  lines: readonly string[],
): Service {
  return {
    host,
    program,
    port,
    command: async (lab) => {
      const file = `${await folderOf(lab, host)}/${program}.conf`;
      await Deno.writeTextFile(file, lines.join("\n") + "\n");
      return [program, ...args, file];
    },
  };
}

async function folderOf(lab: Lab, host: Host): Promise<string> {
  const folder = `${lab.folder}/${host}`;
  await Deno.mkdir(folder, { recursive: true });
  return folder;
}
