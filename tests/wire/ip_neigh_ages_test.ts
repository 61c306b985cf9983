import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { parseIpNeighAges } from "../../src/wire/ip_neigh_ages.ts";

/** `ip -s -j neigh` of iproute2 6.1 on Linux 6.18. */
const CAPTURED = '[{"dst":"10.77.1.1","dev":"eth0",' +
  '"lladdr":"0e:fc:d5:e3:26:00","used":601,"confirmed":601,"updated":557,' +
  '"probes":1,"state":["STALE"]},{"dst":"10.77.1.99","dev":"eth0","used":1,' +
  '"confirmed":1154,"updated":0,"probes":6,"state":["FAILED"]},' +
  '{"dst":"fe80::cfc:d5ff:fee3:2600","dev":"eth0",' +
  '"lladdr":"0e:fc:d5:e3:26:00","router":null,"used":2,"confirmed":0,' +
  '"updated":0,"probes":1,"state":["REACHABLE"]}]';

Deno.test("`parseIpNeighAges()` reads when each neighbour last proved itself", () => {
  const reading = parseIpNeighAges(CAPTURED);
  assert(reading.ok);
  assertEquals(
    reading.value.map(({ address, states, confirmedSecondsAgo }) => [
      address,
      states,
      confirmedSecondsAgo,
    ]),
    [
      ["10.77.1.1", ["stale"], 601],
      ["10.77.1.99", ["failed"], 1154],
      ["fe80::cfc:d5ff:fee3:2600", ["reachable"], 0],
    ],
  );
});

Deno.test("`parseIpNeighAges()` keeps entries without an age", () => {
  const reading = parseIpNeighAges(
    '[{"dst":"192.0.2.1","dev":"eth0","state":["STALE"]}]',
  );
  assert(reading.ok);
  assertEquals(reading.value[0]?.address, "192.0.2.1");
  assertEquals(reading.value[0]?.confirmedSecondsAgo, undefined);
});

Deno.test("`parseIpNeighAges()` keeps the same address on two links apart", () => {
  const reading = parseIpNeighAges(
    '[{"dst":"fe80::1","dev":"eth0","confirmed":3,"state":["STALE"]},' +
      '{"dst":"fe80::1","dev":"eth1","confirmed":4,"state":["STALE"]}]',
  );
  assert(reading.ok);
  assertEquals(
    reading.value.map(({ confirmedSecondsAgo }) => confirmedSecondsAgo),
    [3, 4],
  );
});

Deno.test("`parseIpNeighAges()` says why when the text is no JSON", () => {
  assertEquals(parseIpNeighAges('Object "neigh" is unknown').ok, false);
});
