import { assertEquals } from "@std/assert/equals";
import {
  canMakeNetworks,
  outcomesOf,
  PEER,
  PEER6,
  SERVER,
  TestNetwork,
} from "./network.ts";

const ignore = !canMakeNetworks;
const PORT = 7000;

/** Outcomes of one look at each address after another: they share counters. */
async function told(
  network: TestNetwork,
  ...addresses: readonly string[]
): Promise<readonly string[]> {
  const requests = addresses.map((address) =>
    ({ probe: "firewall", address, port: PORT }) as const
  );
  const options = { order: "in turn", timeoutMs: 2000 };
  const { looks } = await network.look(requests, options);
  return looks.flatMap(outcomesOf);
}

Deno.test({
  name: "`probeFirewall()` excludes a filter where a port is closed",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    const addresses = [PEER, PEER6, SERVER, "127.0.0.1", "::1"];
    assertEquals(
      await told(network, ...addresses),
      addresses.map(() => "not-filtered"),
    );
  },
});

Deno.test({
  name: "`probeFirewall()` names rules of this host that drop or reject",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    const everywhere = [PEER, PEER6, "127.0.0.1", "::1"];
    const port = `tcp dport ${PORT}`;
    await network.rule("client", "output", `${port} drop`);
    assertEquals(
      await told(network, ...everywhere),
      everywhere.map(() => "locally-dropped"),
    );
    const rejections = [
      "reject with tcp reset",
      "reject with icmpx port-unreachable",
      "reject with icmpx admin-prohibited",
    ];
    for (const rejection of rejections) {
      await network.rule("client", "output", `${port} ${rejection}`);
      assertEquals(
        await told(network, ...everywhere),
        everywhere.map(() => "locally-rejected"),
        rejection,
      );
    }
  },
});

Deno.test({
  name: "`probeFirewall()` blames this host for no rule of another",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    for (const verdict of ["drop", "reject with tcp reset"]) {
      await network.rule("peer", "input", verdict);
      assertEquals(await told(network, PEER), ["not-filtered"], verdict);
    }
    const rejections = [
      "reject with icmpx port-unreachable",
      "reject with icmpx admin-prohibited",
    ];
    for (const rejection of rejections) {
      await network.rule("peer", "input", `tcp dport ${PORT} ${rejection}`);
      assertEquals(await told(network, PEER), ["remotely-rejected"], rejection);
    }
  },
});

Deno.test({
  name: "`probeFirewall()` excludes nothing where this host drops the answers",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.rule("client", "input", `ip saddr ${PEER} drop`);
    assertEquals(await told(network, PEER), ["not-supported"]);
  },
});

Deno.test({
  name: "`probeFirewall()` takes a route that prohibits for a rule",
  ignore,
  async fn() {
    await using network = await TestNetwork.open();
    await network.ip("client", `route add prohibit ${SERVER}`);
    assertEquals(await told(network, SERVER), ["locally-rejected"]);
    await network.ip("client", `route del prohibit ${SERVER}`);
    await network.ip("client", `route add unreachable ${SERVER}`);
    assertEquals(await told(network, SERVER), ["not-supported"]);
  },
});
