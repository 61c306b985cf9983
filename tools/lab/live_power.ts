import { mustRun } from "./command.ts";
import type { Lab } from "./lab.ts";
import { cableLines, type Host, hostLines } from "./topology.ts";

/** Turns a machine off: no word leaves it, and what it knew is forgotten. */
export async function powerOff(lab: Lab, host: Host): Promise<void> {
  const { stdout } = await lab.run(host, ["ip", "-j", "link", "show", "eth0"]);
  const [{ address }] = JSON.parse(stdout);
  await Deno.writeTextFile(cardFile(lab, host), address);
  // Nobody notes what happens, and no dying process says goodbye.
  await lab.suspend(host);
  await lab.ip(host, "link del eth0");
  await lab.end(host);
  await mustRun(["ip", "netns", "del", lab.namespace(host)]);
}

/** Turns it on again, with the same network card; nothing is started on it. */
export async function powerOn(lab: Lab, host: Host): Promise<void> {
  const namespace = lab.namespace(host);
  await mustRun(["ip", "netns", "add", namespace]);
  lab.setKernel(host);
  await lab.ip("switch", ...cableLines(host, namespace));
  const address = await Deno.readTextFile(cardFile(lab, host));
  await lab.ip(host, `link set eth0 address ${address}`, ...hostLines(host));
}

function cardFile(lab: Lab, host: Host): string {
  return `${lab.folder}/${host}.card`;
}
