import { assertEquals } from "@std/assert/equals";
import { socketsIn } from "../../../tools/lab/proc_net.ts";

/** As Linux 6.18 writes it, shortened at the right. */
const TCP = `\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000
  10: 0A014D0A:B2C4 14024D0A:1F90 01 00000000:00000000 00:00000000 00000000
`;

const TCP6 = `\
  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 0
`;

Deno.test("`socketsIn()` reads ports and states of IPv4", () => {
  assertEquals(socketsIn(TCP), [
    { local: 8080, remote: 0, state: "0A" },
    { local: 45764, remote: 8080, state: "01" },
  ]);
});

Deno.test("`socketsIn()` reads ports and states of IPv6", () => {
  assertEquals(socketsIn(TCP6), [{ local: 80, remote: 0, state: "0A" }]);
});

Deno.test("`socketsIn()` finds none when there is a heading alone", () => {
  assertEquals(socketsIn(TCP.split("\n")[0] ?? ""), []);
});
