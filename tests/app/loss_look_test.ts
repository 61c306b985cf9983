import { assertEquals } from "@std/assert/equals";
import { type DiagnoseOptions, diagnoseWith } from "../../src/app/diagnose.ts";
import { FakeMachine, GATEWAY, type MachineScript } from "./fake_machine.ts";

const SERVER = "203.0.113.7";

/** Diagnoses a server that is silent behind an open port. */
async function diagnoseSilent(
  script: MachineScript,
  options: DiagnoseOptions = {},
) {
  const machine = new FakeMachine({
    peers: { [`${SERVER}:80`]: [] },
    alive: [GATEWAY, SERVER],
    ...script,
  });
  const { verdict } = await machine.io.clock.run(
    diagnoseWith(machine.io, `http://${SERVER}:80`, options),
  );
  const rows = machine.spawned.filter((line) => line.includes("-i 0.2"));
  return { verdict, rows };
}

Deno.test("`LossLook` leaves loss open when pings are lost while an answer is silent", async () => {
  const { verdict, rows } = await diagnoseSilent({ losing: [SERVER] });
  assertEquals(verdict?.candidates, ["server-hung", "degraded"]);
  assertEquals(verdict?.certain, false);
  assertEquals(rows, [`spawn ping -n -c 6 -i 0.2 ${SERVER}`]);
});

Deno.test("`LossLook` leaves a hung server certain when no ping is lost", async () => {
  const { verdict, rows } = await diagnoseSilent({});
  assertEquals(verdict?.candidates, ["server-hung"]);
  assertEquals(verdict?.certain, true);
  assertEquals(rows.length, 1);
});

Deno.test("`LossLook` leaves loss open when a row is answered and the first ping was not", async () => {
  const { verdict, rows } = await diagnoseSilent({ missing: [SERVER] });
  assertEquals(verdict?.candidates, [
    "server-hung",
    "mtu-blackhole",
    "degraded",
  ]);
  assertEquals(rows, [`spawn ping -n -c 6 -i 0.2 ${SERVER}`]);
});

Deno.test("`LossLook` leaves no loss open when the machine answers no ping at all", async () => {
  const { verdict, rows } = await diagnoseSilent({ alive: [GATEWAY] });
  assertEquals(verdict?.candidates, ["server-hung", "mtu-blackhole"]);
  assertEquals(rows.length, 1);
});

Deno.test("`LossLook` pings no more when the machine cannot be pinged", async () => {
  const { rows } = await diagnoseSilent({ pingless: true });
  assertEquals(rows, []);
});

Deno.test("`LossLook` leaves loss open when pings are lost while a tunnel is silent", async () => {
  const proxy = "203.0.113.8";
  const { verdict, rows } = await diagnoseSilent({
    peers: { [`${proxy}:3128`]: [] },
    alive: [GATEWAY, proxy],
    losing: [proxy],
  }, { proxy: `http://${proxy}:3128` });
  assertEquals(verdict?.candidates, ["proxy-hung", "degraded"]);
  assertEquals(rows, [`spawn ping -n -c 6 -i 0.2 ${proxy}`]);
});

Deno.test("`LossLook` sends fewer pings when references are asked as well", async () => {
  const { rows } = await diagnoseSilent({ losing: [SERVER] }, {
    references: ["203.0.113.101", "203.0.113.102", "203.0.113.103"],
  });
  assertEquals(rows, [`spawn ping -n -c 3 -i 0.2 ${SERVER}`]);
});

Deno.test("`LossLook` leaves loss open when a machine is silent and then answers a row", async () => {
  const { verdict, rows } = await diagnoseSilent({
    peers: {},
    missing: [SERVER],
  });
  assertEquals(verdict?.candidates, [
    "firewall-blocked",
    "server-hung",
    "degraded",
  ]);
  assertEquals(rows, [`spawn ping -n -c 6 -i 0.2 ${SERVER}`]);
});

Deno.test("`LossLook` pings no row when references use the subprocesses up", async () => {
  const { rows } = await diagnoseSilent({ peers: {}, alive: [GATEWAY] }, {
    references: ["203.0.113.101", "203.0.113.102"],
  });
  assertEquals(rows, []);
});
