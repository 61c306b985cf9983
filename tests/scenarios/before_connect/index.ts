import { type Scenario, scenario } from "../scenario.ts";
import observations0 from "./client-address-lost/observations.json" with {
  type: "json",
};
import expected0 from "./client-address-lost/expected.json" with {
  type: "json",
};
import observations1 from "./client-cable/observations.json" with {
  type: "json",
};
import expected1 from "./client-cable/expected.json" with {
  type: "json",
};
import observations2 from "./client-cable-named/observations.json" with {
  type: "json",
};
import expected2 from "./client-cable-named/expected.json" with {
  type: "json",
};
import observations3 from "./client-cable-proxied/observations.json" with {
  type: "json",
};
import expected3 from "./client-cable-proxied/expected.json" with {
  type: "json",
};
import observations4 from "./client-firewall-drops/observations.json" with {
  type: "json",
};
import expected4 from "./client-firewall-drops/expected.json" with {
  type: "json",
};
import observations5 from "./client-firewall-rejects/observations.json" with {
  type: "json",
};
import expected5 from "./client-firewall-rejects/expected.json" with {
  type: "json",
};
import observations6 from "./client-interface-disabled/observations.json" with {
  type: "json",
};
import expected6 from "./client-interface-disabled/expected.json" with {
  type: "json",
};
import observations7 from "./client-route-blackhole/observations.json" with {
  type: "json",
};
import expected7 from "./client-route-blackhole/expected.json" with {
  type: "json",
};
import observations8 from "./client-route-lost/observations.json" with {
  type: "json",
};
import expected8 from "./client-route-lost/expected.json" with {
  type: "json",
};
import observations9 from "./client-route-prohibit/observations.json" with {
  type: "json",
};
import expected9 from "./client-route-prohibit/expected.json" with {
  type: "json",
};
import observations10 from "./gateway-silent-cold/observations.json" with {
  type: "json",
};
import expected10 from "./gateway-silent-cold/expected.json" with {
  type: "json",
};
import observations11 from "./gateway-silent-warm/observations.json" with {
  type: "json",
};
import expected11 from "./gateway-silent-warm/expected.json" with {
  type: "json",
};
import observations12 from "./healthy-direct/observations.json" with {
  type: "json",
};
import expected12 from "./healthy-direct/expected.json" with {
  type: "json",
};
import observations13 from "./healthy-named/observations.json" with {
  type: "json",
};
import expected13 from "./healthy-named/expected.json" with {
  type: "json",
};
import observations14 from "./healthy-proxied/observations.json" with {
  type: "json",
};
import expected14 from "./healthy-proxied/expected.json" with {
  type: "json",
};
import observations15 from "./name-missing/observations.json" with {
  type: "json",
};
import expected15 from "./name-missing/expected.json" with {
  type: "json",
};
import observations16 from "./names-cable/observations.json" with {
  type: "json",
};
import expected16 from "./names-cable/expected.json" with {
  type: "json",
};
import observations17 from "./names-hung/observations.json" with {
  type: "json",
};
import expected17 from "./names-hung/expected.json" with {
  type: "json",
};
import observations18 from "./names-refuse/observations.json" with {
  type: "json",
};
import expected18 from "./names-refuse/expected.json" with {
  type: "json",
};
import observations19 from "./names-stopped/observations.json" with {
  type: "json",
};
import expected19 from "./names-stopped/expected.json" with {
  type: "json",
};
import observations20 from "./path-cut/observations.json" with {
  type: "json",
};
import expected20 from "./path-cut/expected.json" with {
  type: "json",
};
import observations21 from "./path-cut-no-reference/observations.json" with {
  type: "json",
};
import expected21 from "./path-cut-no-reference/expected.json" with {
  type: "json",
};
import observations22 from "./protocol-mismatch/observations.json" with {
  type: "json",
};
import expected22 from "./protocol-mismatch/expected.json" with {
  type: "json",
};
import observations23 from "./proxy-auth/observations.json" with {
  type: "json",
};
import expected23 from "./proxy-auth/expected.json" with {
  type: "json",
};
import observations24 from "./proxy-cable-warm/observations.json" with {
  type: "json",
};
import expected24 from "./proxy-cable-warm/expected.json" with {
  type: "json",
};
import observations25 from "./proxy-denies/observations.json" with {
  type: "json",
};
import expected25 from "./proxy-denies/expected.json" with {
  type: "json",
};
import observations26 from "./proxy-hung/observations.json" with {
  type: "json",
};
import expected26 from "./proxy-hung/expected.json" with {
  type: "json",
};
import observations27 from "./proxy-network-down/observations.json" with {
  type: "json",
};
import expected27 from "./proxy-network-down/expected.json" with {
  type: "json",
};
import observations28 from "./proxy-port-mismatch/observations.json" with {
  type: "json",
};
import expected28 from "./proxy-port-mismatch/expected.json" with {
  type: "json",
};
import observations29 from "./proxy-stopped/observations.json" with {
  type: "json",
};
import expected29 from "./proxy-stopped/expected.json" with {
  type: "json",
};
import observations30 from "./server-cable/observations.json" with {
  type: "json",
};
import expected30 from "./server-cable/expected.json" with {
  type: "json",
};
import observations31 from "./server-cable-proxied/observations.json" with {
  type: "json",
};
import expected31 from "./server-cable-proxied/expected.json" with {
  type: "json",
};
import observations32 from "./server-cable-warm-no-reference/observations.json" with {
  type: "json",
};
import expected32 from "./server-cable-warm-no-reference/expected.json" with {
  type: "json",
};
import observations33 from "./server-firewall-drops/observations.json" with {
  type: "json",
};
import expected33 from "./server-firewall-drops/expected.json" with {
  type: "json",
};
import observations34 from "./server-firewall-port-unreachable/observations.json" with {
  type: "json",
};
import expected34 from "./server-firewall-port-unreachable/expected.json" with {
  type: "json",
};
import observations35 from "./server-firewall-rejects/observations.json" with {
  type: "json",
};
import expected35 from "./server-firewall-rejects/expected.json" with {
  type: "json",
};
import observations36 from "./server-hung/observations.json" with {
  type: "json",
};
import expected36 from "./server-hung/expected.json" with {
  type: "json",
};
import observations37 from "./server-hung-proxied/observations.json" with {
  type: "json",
};
import expected37 from "./server-hung-proxied/expected.json" with {
  type: "json",
};
import observations38 from "./server-stopped/observations.json" with {
  type: "json",
};
import expected38 from "./server-stopped/expected.json" with {
  type: "json",
};
import observations39 from "./server-stopped-proxied/observations.json" with {
  type: "json",
};
import expected39 from "./server-stopped-proxied/expected.json" with {
  type: "json",
};

/** The golden scenarios of this folder. */
export const SCENARIOS: readonly Scenario[] = [
  scenario("client-address-lost", observations0, expected0),
  scenario("client-cable", observations1, expected1),
  scenario("client-cable-named", observations2, expected2),
  scenario("client-cable-proxied", observations3, expected3),
  scenario("client-firewall-drops", observations4, expected4),
  scenario("client-firewall-rejects", observations5, expected5),
  scenario("client-interface-disabled", observations6, expected6),
  scenario("client-route-blackhole", observations7, expected7),
  scenario("client-route-lost", observations8, expected8),
  scenario("client-route-prohibit", observations9, expected9),
  scenario("gateway-silent-cold", observations10, expected10),
  scenario("gateway-silent-warm", observations11, expected11),
  scenario("healthy-direct", observations12, expected12),
  scenario("healthy-named", observations13, expected13),
  scenario("healthy-proxied", observations14, expected14),
  scenario("name-missing", observations15, expected15),
  scenario("names-cable", observations16, expected16),
  scenario("names-hung", observations17, expected17),
  scenario("names-refuse", observations18, expected18),
  scenario("names-stopped", observations19, expected19),
  scenario("path-cut", observations20, expected20),
  scenario("path-cut-no-reference", observations21, expected21),
  scenario("protocol-mismatch", observations22, expected22),
  scenario("proxy-auth", observations23, expected23),
  scenario("proxy-cable-warm", observations24, expected24),
  scenario("proxy-denies", observations25, expected25),
  scenario("proxy-hung", observations26, expected26),
  scenario("proxy-network-down", observations27, expected27),
  scenario("proxy-port-mismatch", observations28, expected28),
  scenario("proxy-stopped", observations29, expected29),
  scenario("server-cable", observations30, expected30),
  scenario("server-cable-proxied", observations31, expected31),
  scenario("server-cable-warm-no-reference", observations32, expected32),
  scenario("server-firewall-drops", observations33, expected33),
  scenario("server-firewall-port-unreachable", observations34, expected34),
  scenario("server-firewall-rejects", observations35, expected35),
  scenario("server-hung", observations36, expected36),
  scenario("server-hung-proxied", observations37, expected37),
  scenario("server-stopped", observations38, expected38),
  scenario("server-stopped-proxied", observations39, expected39),
];
