import { type Scenario, scenario } from "../scenario.ts";
import observations0 from "./captive-portal-page/observations.json" with {
  type: "json",
};
import expected0 from "./captive-portal-page/expected.json" with {
  type: "json",
};
import observations1 from "./captive-portal-redirect/observations.json" with {
  type: "json",
};
import expected1 from "./captive-portal-redirect/expected.json" with {
  type: "json",
};
import observations2 from "./captive-portal-status/observations.json" with {
  type: "json",
};
import expected2 from "./captive-portal-status/expected.json" with {
  type: "json",
};
import observations3 from "./client-address-lost/observations.json" with {
  type: "json",
};
import expected3 from "./client-address-lost/expected.json" with {
  type: "json",
};
import observations4 from "./client-address-lost-six/observations.json" with {
  type: "json",
};
import expected4 from "./client-address-lost-six/expected.json" with {
  type: "json",
};
import observations5 from "./client-address-self-given/observations.json" with {
  type: "json",
};
import expected5 from "./client-address-self-given/expected.json" with {
  type: "json",
};
import observations6 from "./client-asks-broadcast/observations.json" with {
  type: "json",
};
import expected6 from "./client-asks-broadcast/expected.json" with {
  type: "json",
};
import observations7 from "./client-cable/observations.json" with {
  type: "json",
};
import expected7 from "./client-cable/expected.json" with {
  type: "json",
};
import observations8 from "./client-cable-beside-ifb/observations.json" with {
  type: "json",
};
import expected8 from "./client-cable-beside-ifb/expected.json" with {
  type: "json",
};
import observations9 from "./client-cable-named/observations.json" with {
  type: "json",
};
import expected9 from "./client-cable-named/expected.json" with {
  type: "json",
};
import observations10 from "./client-cable-named-both/observations.json" with {
  type: "json",
};
import expected10 from "./client-cable-named-both/expected.json" with {
  type: "json",
};
import observations11 from "./client-cable-on-link/observations.json" with {
  type: "json",
};
import expected11 from "./client-cable-on-link/expected.json" with {
  type: "json",
};
import observations12 from "./client-cable-proxied/observations.json" with {
  type: "json",
};
import expected12 from "./client-cable-proxied/expected.json" with {
  type: "json",
};
import observations13 from "./client-cable-proxied-by-name/observations.json" with {
  type: "json",
};
import expected13 from "./client-cable-proxied-by-name/expected.json" with {
  type: "json",
};
import observations14 from "./client-cable-six/observations.json" with {
  type: "json",
};
import expected14 from "./client-cable-six/expected.json" with {
  type: "json",
};
import observations15 from "./client-cable-stub-failing/observations.json" with {
  type: "json",
};
import expected15 from "./client-cable-stub-failing/expected.json" with {
  type: "json",
};
import observations16 from "./client-cable-stub-silent/observations.json" with {
  type: "json",
};
import expected16 from "./client-cable-stub-silent/expected.json" with {
  type: "json",
};
import observations17 from "./client-cable-under-bridge/observations.json" with {
  type: "json",
};
import expected17 from "./client-cable-under-bridge/expected.json" with {
  type: "json",
};
import observations18 from "./client-cable-under-tunnel/observations.json" with {
  type: "json",
};
import expected18 from "./client-cable-under-tunnel/expected.json" with {
  type: "json",
};
import observations19 from "./client-cable-under-vxlan/observations.json" with {
  type: "json",
};
import expected19 from "./client-cable-under-vxlan/expected.json" with {
  type: "json",
};
import observations20 from "./client-cable-warm/observations.json" with {
  type: "json",
};
import expected20 from "./client-cable-warm/expected.json" with {
  type: "json",
};
import observations21 from "./client-firewall-drops/observations.json" with {
  type: "json",
};
import expected21 from "./client-firewall-drops/expected.json" with {
  type: "json",
};
import observations22 from "./client-firewall-drops-all/observations.json" with {
  type: "json",
};
import expected22 from "./client-firewall-drops-all/expected.json" with {
  type: "json",
};
import observations23 from "./client-firewall-drops-answers/observations.json" with {
  type: "json",
};
import expected23 from "./client-firewall-drops-answers/expected.json" with {
  type: "json",
};
import observations24 from "./client-firewall-drops-names/observations.json" with {
  type: "json",
};
import expected24 from "./client-firewall-drops-names/expected.json" with {
  type: "json",
};
import observations25 from "./client-firewall-drops-proxied/observations.json" with {
  type: "json",
};
import expected25 from "./client-firewall-drops-proxied/expected.json" with {
  type: "json",
};
import observations26 from "./client-firewall-drops-six/observations.json" with {
  type: "json",
};
import expected26 from "./client-firewall-drops-six/expected.json" with {
  type: "json",
};
import observations27 from "./client-firewall-rejects/observations.json" with {
  type: "json",
};
import expected27 from "./client-firewall-rejects/expected.json" with {
  type: "json",
};
import observations28 from "./client-firewall-rejects-as-prohibited/observations.json" with {
  type: "json",
};
import expected28 from "./client-firewall-rejects-as-prohibited/expected.json" with {
  type: "json",
};
import observations29 from "./client-firewall-rejects-by-icmp/observations.json" with {
  type: "json",
};
import expected29 from "./client-firewall-rejects-by-icmp/expected.json" with {
  type: "json",
};
import observations30 from "./client-firewall-rejects-by-icmp-six/observations.json" with {
  type: "json",
};
import expected30 from "./client-firewall-rejects-by-icmp-six/expected.json" with {
  type: "json",
};
import observations31 from "./client-firewall-rejects-six/observations.json" with {
  type: "json",
};
import expected31 from "./client-firewall-rejects-six/expected.json" with {
  type: "json",
};
import observations32 from "./client-interface-disabled/observations.json" with {
  type: "json",
};
import expected32 from "./client-interface-disabled/expected.json" with {
  type: "json",
};
import observations33 from "./client-interface-disabled-named/observations.json" with {
  type: "json",
};
import expected33 from "./client-interface-disabled-named/expected.json" with {
  type: "json",
};
import observations34 from "./client-interface-disabled-proxied/observations.json" with {
  type: "json",
};
import expected34 from "./client-interface-disabled-proxied/expected.json" with {
  type: "json",
};
import observations35 from "./client-interface-gone/observations.json" with {
  type: "json",
};
import expected35 from "./client-interface-gone/expected.json" with {
  type: "json",
};
import observations36 from "./client-route-blackhole/observations.json" with {
  type: "json",
};
import expected36 from "./client-route-blackhole/expected.json" with {
  type: "json",
};
import observations37 from "./client-route-lost/observations.json" with {
  type: "json",
};
import expected37 from "./client-route-lost/expected.json" with {
  type: "json",
};
import observations38 from "./client-route-lost-named/observations.json" with {
  type: "json",
};
import expected38 from "./client-route-lost-named/expected.json" with {
  type: "json",
};
import observations39 from "./client-route-prohibit/observations.json" with {
  type: "json",
};
import expected39 from "./client-route-prohibit/expected.json" with {
  type: "json",
};
import observations40 from "./client-route-unreachable/observations.json" with {
  type: "json",
};
import expected40 from "./client-route-unreachable/expected.json" with {
  type: "json",
};
import observations41 from "./degraded-and-then-hung/observations.json" with {
  type: "json",
};
import expected41 from "./degraded-and-then-hung/expected.json" with {
  type: "json",
};
import observations42 from "./degraded-first-packet-lost/observations.json" with {
  type: "json",
};
import expected42 from "./degraded-first-packet-lost/expected.json" with {
  type: "json",
};
import observations43 from "./degraded-first-packet-lost-http/observations.json" with {
  type: "json",
};
import expected43 from "./degraded-first-packet-lost-http/expected.json" with {
  type: "json",
};
import observations44 from "./degraded-first-packet-lost-six/observations.json" with {
  type: "json",
};
import expected44 from "./degraded-first-packet-lost-six/expected.json" with {
  type: "json",
};
import observations45 from "./family-four-cut/observations.json" with {
  type: "json",
};
import expected45 from "./family-four-cut/expected.json" with {
  type: "json",
};
import observations46 from "./family-four-not-served/observations.json" with {
  type: "json",
};
import expected46 from "./family-four-not-served/expected.json" with {
  type: "json",
};
import observations47 from "./family-neither-served/observations.json" with {
  type: "json",
};
import expected47 from "./family-neither-served/expected.json" with {
  type: "json",
};
import observations48 from "./family-one-refused-other-silent/observations.json" with {
  type: "json",
};
import expected48 from "./family-one-refused-other-silent/expected.json" with {
  type: "json",
};
import observations49 from "./family-six-cut/observations.json" with {
  type: "json",
};
import expected49 from "./family-six-cut/expected.json" with {
  type: "json",
};
import observations50 from "./family-six-host-gone/observations.json" with {
  type: "json",
};
import expected50 from "./family-six-host-gone/expected.json" with {
  type: "json",
};
import observations51 from "./family-six-not-served/observations.json" with {
  type: "json",
};
import expected51 from "./family-six-not-served/expected.json" with {
  type: "json",
};
import observations52 from "./family-six-off/observations.json" with {
  type: "json",
};
import expected52 from "./family-six-off/expected.json" with {
  type: "json",
};
import observations53 from "./family-six-off-and-not-served/observations.json" with {
  type: "json",
};
import expected53 from "./family-six-off-and-not-served/expected.json" with {
  type: "json",
};
import observations54 from "./family-six-rejected/observations.json" with {
  type: "json",
};
import expected54 from "./family-six-rejected/expected.json" with {
  type: "json",
};
import observations55 from "./family-six-unreachable-and-not-served/observations.json" with {
  type: "json",
};
import expected55 from "./family-six-unreachable-and-not-served/expected.json" with {
  type: "json",
};
import observations56 from "./gateway-cable/observations.json" with {
  type: "json",
};
import expected56 from "./gateway-cable/expected.json" with {
  type: "json",
};
import observations57 from "./gateway-does-not-forward/observations.json" with {
  type: "json",
};
import expected57 from "./gateway-does-not-forward/expected.json" with {
  type: "json",
};
import observations58 from "./gateway-silent-cold/observations.json" with {
  type: "json",
};
import expected58 from "./gateway-silent-cold/expected.json" with {
  type: "json",
};
import observations59 from "./gateway-silent-cold-named/observations.json" with {
  type: "json",
};
import expected59 from "./gateway-silent-cold-named/expected.json" with {
  type: "json",
};
import observations60 from "./gateway-silent-cold-six/observations.json" with {
  type: "json",
};
import expected60 from "./gateway-silent-cold-six/expected.json" with {
  type: "json",
};
import observations61 from "./gateway-silent-warm/observations.json" with {
  type: "json",
};
import expected61 from "./gateway-silent-warm/expected.json" with {
  type: "json",
};
import observations62 from "./gateway-tunnel-dead/observations.json" with {
  type: "json",
};
import expected62 from "./gateway-tunnel-dead/expected.json" with {
  type: "json",
};
import observations63 from "./healthy-danted/observations.json" with {
  type: "json",
};
import expected63 from "./healthy-danted/expected.json" with {
  type: "json",
};
import observations64 from "./healthy-direct/observations.json" with {
  type: "json",
};
import expected64 from "./healthy-direct/expected.json" with {
  type: "json",
};
import observations65 from "./healthy-first-name-server-dead/observations.json" with {
  type: "json",
};
import expected65 from "./healthy-first-name-server-dead/expected.json" with {
  type: "json",
};
import observations66 from "./healthy-first-name-server-failing/observations.json" with {
  type: "json",
};
import expected66 from "./healthy-first-name-server-failing/expected.json" with {
  type: "json",
};
import observations67 from "./healthy-https/observations.json" with {
  type: "json",
};
import expected67 from "./healthy-https/expected.json" with {
  type: "json",
};
import observations68 from "./healthy-named/observations.json" with {
  type: "json",
};
import expected68 from "./healthy-named/expected.json" with {
  type: "json",
};
import observations69 from "./healthy-named-both/observations.json" with {
  type: "json",
};
import expected69 from "./healthy-named-both/expected.json" with {
  type: "json",
};
import observations70 from "./healthy-named-both-without-four/observations.json" with {
  type: "json",
};
import expected70 from "./healthy-named-both-without-four/expected.json" with {
  type: "json",
};
import observations71 from "./healthy-named-both-without-six/observations.json" with {
  type: "json",
};
import expected71 from "./healthy-named-both-without-six/expected.json" with {
  type: "json",
};
import observations72 from "./healthy-named-by-search/observations.json" with {
  type: "json",
};
import expected72 from "./healthy-named-by-search/expected.json" with {
  type: "json",
};
import observations73 from "./healthy-named-in-hosts-file/observations.json" with {
  type: "json",
};
import expected73 from "./healthy-named-in-hosts-file/expected.json" with {
  type: "json",
};
import observations74 from "./healthy-named-six-only/observations.json" with {
  type: "json",
};
import expected74 from "./healthy-named-six-only/expected.json" with {
  type: "json",
};
import observations75 from "./healthy-narrow-path/observations.json" with {
  type: "json",
};
import expected75 from "./healthy-narrow-path/expected.json" with {
  type: "json",
};
import observations76 from "./healthy-on-link/observations.json" with {
  type: "json",
};
import expected76 from "./healthy-on-link/expected.json" with {
  type: "json",
};
import observations77 from "./healthy-on-link-without-gateway/observations.json" with {
  type: "json",
};
import expected77 from "./healthy-on-link-without-gateway/expected.json" with {
  type: "json",
};
import observations78 from "./healthy-ping-filtered/observations.json" with {
  type: "json",
};
import expected78 from "./healthy-ping-filtered/expected.json" with {
  type: "json",
};
import observations79 from "./healthy-plain/observations.json" with {
  type: "json",
};
import expected79 from "./healthy-plain/expected.json" with {
  type: "json",
};
import observations80 from "./healthy-proxied/observations.json" with {
  type: "json",
};
import expected80 from "./healthy-proxied/expected.json" with {
  type: "json",
};
import observations81 from "./healthy-proxied-by-name/observations.json" with {
  type: "json",
};
import expected81 from "./healthy-proxied-by-name/expected.json" with {
  type: "json",
};
import observations82 from "./healthy-proxied-far/observations.json" with {
  type: "json",
};
import expected82 from "./healthy-proxied-far/expected.json" with {
  type: "json",
};
import observations83 from "./healthy-proxied-https/observations.json" with {
  type: "json",
};
import expected83 from "./healthy-proxied-https/expected.json" with {
  type: "json",
};
import observations84 from "./healthy-second-name-server-dead/observations.json" with {
  type: "json",
};
import expected84 from "./healthy-second-name-server-dead/expected.json" with {
  type: "json",
};
import observations85 from "./healthy-six/observations.json" with {
  type: "json",
};
import expected85 from "./healthy-six/expected.json" with {
  type: "json",
};
import observations86 from "./healthy-slow-answer/observations.json" with {
  type: "json",
};
import expected86 from "./healthy-slow-answer/expected.json" with {
  type: "json",
};
import observations87 from "./healthy-squid/observations.json" with {
  type: "json",
};
import expected87 from "./healthy-squid/expected.json" with {
  type: "json",
};
import observations88 from "./healthy-squid-user/observations.json" with {
  type: "json",
};
import expected88 from "./healthy-squid-user/expected.json" with {
  type: "json",
};
import observations89 from "./healthy-status-500/observations.json" with {
  type: "json",
};
import expected89 from "./healthy-status-500/expected.json" with {
  type: "json",
};
import observations90 from "./healthy-through-bridge/observations.json" with {
  type: "json",
};
import expected90 from "./healthy-through-bridge/expected.json" with {
  type: "json",
};
import observations91 from "./healthy-through-tunnel/observations.json" with {
  type: "json",
};
import expected91 from "./healthy-through-tunnel/expected.json" with {
  type: "json",
};
import observations92 from "./healthy-tls-named/observations.json" with {
  type: "json",
};
import expected92 from "./healthy-tls-named/expected.json" with {
  type: "json",
};
import observations93 from "./http-asked-of-garbage/observations.json" with {
  type: "json",
};
import expected93 from "./http-asked-of-garbage/expected.json" with {
  type: "json",
};
import observations94 from "./http-asked-of-redis/observations.json" with {
  type: "json",
};
import expected94 from "./http-asked-of-redis/expected.json" with {
  type: "json",
};
import observations95 from "./http-asked-of-ssh/observations.json" with {
  type: "json",
};
import expected95 from "./http-asked-of-ssh/expected.json" with {
  type: "json",
};
import observations96 from "./http-asked-of-ssh-proxied/observations.json" with {
  type: "json",
};
import expected96 from "./http-asked-of-ssh-proxied/expected.json" with {
  type: "json",
};
import observations97 from "./http-asked-of-tls/observations.json" with {
  type: "json",
};
import expected97 from "./http-asked-of-tls/expected.json" with {
  type: "json",
};
import observations98 from "./mtu-blackhole-answer/observations.json" with {
  type: "json",
};
import expected98 from "./mtu-blackhole-answer/expected.json" with {
  type: "json",
};
import observations99 from "./mtu-blackhole-answer-six/observations.json" with {
  type: "json",
};
import expected99 from "./mtu-blackhole-answer-six/expected.json" with {
  type: "json",
};
import observations100 from "./mtu-blackhole-certificate/observations.json" with {
  type: "json",
};
import expected100 from "./mtu-blackhole-certificate/expected.json" with {
  type: "json",
};
import observations101 from "./mtu-blackhole-page/observations.json" with {
  type: "json",
};
import expected101 from "./mtu-blackhole-page/expected.json" with {
  type: "json",
};
import observations102 from "./mtu-blackhole-proxied/observations.json" with {
  type: "json",
};
import expected102 from "./mtu-blackhole-proxied/expected.json" with {
  type: "json",
};
import observations103 from "./mtu-blackhole-unnoticed/observations.json" with {
  type: "json",
};
import expected103 from "./mtu-blackhole-unnoticed/expected.json" with {
  type: "json",
};
import observations104 from "./name-missing/observations.json" with {
  type: "json",
};
import expected104 from "./name-missing/expected.json" with {
  type: "json",
};
import observations105 from "./name-missing-and-first-server-dead/observations.json" with {
  type: "json",
};
import expected105 from "./name-missing-and-first-server-dead/expected.json" with {
  type: "json",
};
import observations106 from "./name-missing-danted/observations.json" with {
  type: "json",
};
import expected106 from "./name-missing-danted/expected.json" with {
  type: "json",
};
import observations107 from "./name-missing-of-proxy/observations.json" with {
  type: "json",
};
import expected107 from "./name-missing-of-proxy/expected.json" with {
  type: "json",
};
import observations108 from "./name-missing-squid/observations.json" with {
  type: "json",
};
import expected108 from "./name-missing-squid/expected.json" with {
  type: "json",
};
import observations109 from "./name-missing-tinyproxy/observations.json" with {
  type: "json",
};
import expected109 from "./name-missing-tinyproxy/expected.json" with {
  type: "json",
};
import observations110 from "./name-without-address/observations.json" with {
  type: "json",
};
import expected110 from "./name-without-address/expected.json" with {
  type: "json",
};
import observations111 from "./names-both-dead/observations.json" with {
  type: "json",
};
import expected111 from "./names-both-dead/expected.json" with {
  type: "json",
};
import observations112 from "./names-cable/observations.json" with {
  type: "json",
};
import expected112 from "./names-cable/expected.json" with {
  type: "json",
};
import observations113 from "./names-cable-on-link/observations.json" with {
  type: "json",
};
import expected113 from "./names-cable-on-link/expected.json" with {
  type: "json",
};
import observations114 from "./names-filtered/observations.json" with {
  type: "json",
};
import expected114 from "./names-filtered/expected.json" with {
  type: "json",
};
import observations115 from "./names-filtered-by-udp-alone/observations.json" with {
  type: "json",
};
import expected115 from "./names-filtered-by-udp-alone/expected.json" with {
  type: "json",
};
import observations116 from "./names-garbled/observations.json" with {
  type: "json",
};
import expected116 from "./names-garbled/expected.json" with {
  type: "json",
};
import observations117 from "./names-hung/observations.json" with {
  type: "json",
};
import expected117 from "./names-hung/expected.json" with {
  type: "json",
};
import observations118 from "./names-none-configured/observations.json" with {
  type: "json",
};
import expected118 from "./names-none-configured/expected.json" with {
  type: "json",
};
import observations119 from "./names-one-forbidden/observations.json" with {
  type: "json",
};
import expected119 from "./names-one-forbidden/expected.json" with {
  type: "json",
};
import observations120 from "./names-refuse/observations.json" with {
  type: "json",
};
import expected120 from "./names-refuse/expected.json" with {
  type: "json",
};
import observations121 from "./names-servfail/observations.json" with {
  type: "json",
};
import expected121 from "./names-servfail/expected.json" with {
  type: "json",
};
import observations122 from "./names-stopped/observations.json" with {
  type: "json",
};
import expected122 from "./names-stopped/expected.json" with {
  type: "json",
};
import observations123 from "./names-stopped-and-not-needed/observations.json" with {
  type: "json",
};
import expected123 from "./names-stopped-and-not-needed/expected.json" with {
  type: "json",
};
import observations124 from "./names-stopped-behind-squid/observations.json" with {
  type: "json",
};
import expected124 from "./names-stopped-behind-squid/expected.json" with {
  type: "json",
};
import observations125 from "./names-stopped-for-proxy-name/observations.json" with {
  type: "json",
};
import expected125 from "./names-stopped-for-proxy-name/expected.json" with {
  type: "json",
};
import observations126 from "./observer-busybox/observations.json" with {
  type: "json",
};
import expected126 from "./observer-busybox/expected.json" with {
  type: "json",
};
import observations127 from "./observer-busybox-cable/observations.json" with {
  type: "json",
};
import expected127 from "./observer-busybox-cable/expected.json" with {
  type: "json",
};
import observations128 from "./observer-busybox-silent/observations.json" with {
  type: "json",
};
import expected128 from "./observer-busybox-silent/expected.json" with {
  type: "json",
};
import observations129 from "./observer-slept/observations.json" with {
  type: "json",
};
import expected129 from "./observer-slept/expected.json" with {
  type: "json",
};
import observations130 from "./observer-stalled/observations.json" with {
  type: "json",
};
import expected130 from "./observer-stalled/expected.json" with {
  type: "json",
};
import observations131 from "./observer-stalled-at-start/observations.json" with {
  type: "json",
};
import expected131 from "./observer-stalled-at-start/expected.json" with {
  type: "json",
};
import observations132 from "./observer-without-any/observations.json" with {
  type: "json",
};
import expected132 from "./observer-without-any/expected.json" with {
  type: "json",
};
import observations133 from "./observer-without-ip/observations.json" with {
  type: "json",
};
import expected133 from "./observer-without-ip/expected.json" with {
  type: "json",
};
import observations134 from "./observer-without-ip-cable/observations.json" with {
  type: "json",
};
import expected134 from "./observer-without-ip-cable/expected.json" with {
  type: "json",
};
import observations135 from "./observer-without-ip-no-route/observations.json" with {
  type: "json",
};
import expected135 from "./observer-without-ip-no-route/expected.json" with {
  type: "json",
};
import observations136 from "./observer-without-net/observations.json" with {
  type: "json",
};
import expected136 from "./observer-without-net/expected.json" with {
  type: "json",
};
import observations137 from "./observer-without-net-cable/observations.json" with {
  type: "json",
};
import expected137 from "./observer-without-net-cable/expected.json" with {
  type: "json",
};
import observations138 from "./observer-without-net-of-names/observations.json" with {
  type: "json",
};
import expected138 from "./observer-without-net-of-names/expected.json" with {
  type: "json",
};
import observations139 from "./observer-without-net-stopped/observations.json" with {
  type: "json",
};
import expected139 from "./observer-without-net-stopped/expected.json" with {
  type: "json",
};
import observations140 from "./observer-without-nstat-refused/observations.json" with {
  type: "json",
};
import expected140 from "./observer-without-nstat-refused/expected.json" with {
  type: "json",
};
import observations141 from "./observer-without-ping-silent/observations.json" with {
  type: "json",
};
import expected141 from "./observer-without-ping-silent/expected.json" with {
  type: "json",
};
import observations142 from "./observer-without-ports/observations.json" with {
  type: "json",
};
import expected142 from "./observer-without-ports/expected.json" with {
  type: "json",
};
import observations143 from "./observer-without-read/observations.json" with {
  type: "json",
};
import expected143 from "./observer-without-read/expected.json" with {
  type: "json",
};
import observations144 from "./observer-without-run/observations.json" with {
  type: "json",
};
import expected144 from "./observer-without-run/expected.json" with {
  type: "json",
};
import observations145 from "./observer-without-run-cable/observations.json" with {
  type: "json",
};
import expected145 from "./observer-without-run-cable/expected.json" with {
  type: "json",
};
import observations146 from "./observer-without-run-names-silent/observations.json" with {
  type: "json",
};
import expected146 from "./observer-without-run-names-silent/expected.json" with {
  type: "json",
};
import observations147 from "./observer-without-run-refused/observations.json" with {
  type: "json",
};
import expected147 from "./observer-without-run-refused/expected.json" with {
  type: "json",
};
import observations148 from "./observer-without-run-silent/observations.json" with {
  type: "json",
};
import expected148 from "./observer-without-run-silent/expected.json" with {
  type: "json",
};
import observations149 from "./path-cut/observations.json" with {
  type: "json",
};
import expected149 from "./path-cut/expected.json" with {
  type: "json",
};
import observations150 from "./path-cut-and-ping-filtered/observations.json" with {
  type: "json",
};
import expected150 from "./path-cut-and-ping-filtered/expected.json" with {
  type: "json",
};
import observations151 from "./path-cut-no-reference/observations.json" with {
  type: "json",
};
import expected151 from "./path-cut-no-reference/expected.json" with {
  type: "json",
};
import observations152 from "./path-cut-reference-by-name/observations.json" with {
  type: "json",
};
import expected152 from "./path-cut-reference-by-name/expected.json" with {
  type: "json",
};
import observations153 from "./path-cut-six/observations.json" with {
  type: "json",
};
import expected153 from "./path-cut-six/expected.json" with {
  type: "json",
};
import observations154 from "./path-cut-three-name-servers/observations.json" with {
  type: "json",
};
import expected154 from "./path-cut-three-name-servers/expected.json" with {
  type: "json",
};
import observations155 from "./path-cut-three-references/observations.json" with {
  type: "json",
};
import expected155 from "./path-cut-three-references/expected.json" with {
  type: "json",
};
import observations156 from "./path-no-route/observations.json" with {
  type: "json",
};
import expected156 from "./path-no-route/expected.json" with {
  type: "json",
};
import observations157 from "./path-no-route-six/observations.json" with {
  type: "json",
};
import expected157 from "./path-no-route-six/expected.json" with {
  type: "json",
};
import observations158 from "./path-prohibited/observations.json" with {
  type: "json",
};
import expected158 from "./path-prohibited/expected.json" with {
  type: "json",
};
import observations159 from "./path-rejected/observations.json" with {
  type: "json",
};
import expected159 from "./path-rejected/expected.json" with {
  type: "json",
};
import observations160 from "./path-reset/observations.json" with {
  type: "json",
};
import expected160 from "./path-reset/expected.json" with {
  type: "json",
};
import observations161 from "./path-unreachable/observations.json" with {
  type: "json",
};
import expected161 from "./path-unreachable/expected.json" with {
  type: "json",
};
import observations162 from "./proxy-auth/observations.json" with {
  type: "json",
};
import expected162 from "./proxy-auth/expected.json" with {
  type: "json",
};
import observations163 from "./proxy-auth-danted/observations.json" with {
  type: "json",
};
import expected163 from "./proxy-auth-danted/expected.json" with {
  type: "json",
};
import observations164 from "./proxy-auth-danted-wrong/observations.json" with {
  type: "json",
};
import expected164 from "./proxy-auth-danted-wrong/expected.json" with {
  type: "json",
};
import observations165 from "./proxy-auth-squid/observations.json" with {
  type: "json",
};
import expected165 from "./proxy-auth-squid/expected.json" with {
  type: "json",
};
import observations166 from "./proxy-cable-warm/observations.json" with {
  type: "json",
};
import expected166 from "./proxy-cable-warm/expected.json" with {
  type: "json",
};
import observations167 from "./proxy-closes/observations.json" with {
  type: "json",
};
import expected167 from "./proxy-closes/expected.json" with {
  type: "json",
};
import observations168 from "./proxy-denies/observations.json" with {
  type: "json",
};
import expected168 from "./proxy-denies/expected.json" with {
  type: "json",
};
import observations169 from "./proxy-denies-client/observations.json" with {
  type: "json",
};
import expected169 from "./proxy-denies-client/expected.json" with {
  type: "json",
};
import observations170 from "./proxy-denies-danted/observations.json" with {
  type: "json",
};
import expected170 from "./proxy-denies-danted/expected.json" with {
  type: "json",
};
import observations171 from "./proxy-denies-squid/observations.json" with {
  type: "json",
};
import expected171 from "./proxy-denies-squid/expected.json" with {
  type: "json",
};
import observations172 from "./proxy-far-cable/observations.json" with {
  type: "json",
};
import expected172 from "./proxy-far-cable/expected.json" with {
  type: "json",
};
import observations173 from "./proxy-far-gateway-silent/observations.json" with {
  type: "json",
};
import expected173 from "./proxy-far-gateway-silent/expected.json" with {
  type: "json",
};
import observations174 from "./proxy-far-path-cut/observations.json" with {
  type: "json",
};
import expected174 from "./proxy-far-path-cut/expected.json" with {
  type: "json",
};
import observations175 from "./proxy-far-portal/observations.json" with {
  type: "json",
};
import expected175 from "./proxy-far-portal/expected.json" with {
  type: "json",
};
import observations176 from "./proxy-far-stopped/observations.json" with {
  type: "json",
};
import expected176 from "./proxy-far-stopped/expected.json" with {
  type: "json",
};
import observations177 from "./proxy-filtered/observations.json" with {
  type: "json",
};
import expected177 from "./proxy-filtered/expected.json" with {
  type: "json",
};
import observations178 from "./proxy-hung/observations.json" with {
  type: "json",
};
import expected178 from "./proxy-hung/expected.json" with {
  type: "json",
};
import observations179 from "./proxy-hung-danted/observations.json" with {
  type: "json",
};
import expected179 from "./proxy-hung-danted/expected.json" with {
  type: "json",
};
import observations180 from "./proxy-hung-queue-full/observations.json" with {
  type: "json",
};
import expected180 from "./proxy-hung-queue-full/expected.json" with {
  type: "json",
};
import observations181 from "./proxy-hung-squid/observations.json" with {
  type: "json",
};
import expected181 from "./proxy-hung-squid/expected.json" with {
  type: "json",
};
import observations182 from "./proxy-is-a-web-server/observations.json" with {
  type: "json",
};
import expected182 from "./proxy-is-a-web-server/expected.json" with {
  type: "json",
};
import observations183 from "./proxy-is-something-else/observations.json" with {
  type: "json",
};
import expected183 from "./proxy-is-something-else/expected.json" with {
  type: "json",
};
import observations184 from "./proxy-network-down/observations.json" with {
  type: "json",
};
import expected184 from "./proxy-network-down/expected.json" with {
  type: "json",
};
import observations185 from "./proxy-path-cut-danted/observations.json" with {
  type: "json",
};
import expected185 from "./proxy-path-cut-danted/expected.json" with {
  type: "json",
};
import observations186 from "./proxy-path-cut-squid/observations.json" with {
  type: "json",
};
import expected186 from "./proxy-path-cut-squid/expected.json" with {
  type: "json",
};
import observations187 from "./proxy-path-cut-tinyproxy/observations.json" with {
  type: "json",
};
import expected187 from "./proxy-path-cut-tinyproxy/expected.json" with {
  type: "json",
};
import observations188 from "./proxy-path-rejected-squid/observations.json" with {
  type: "json",
};
import expected188 from "./proxy-path-rejected-squid/expected.json" with {
  type: "json",
};
import observations189 from "./proxy-port-mismatch/observations.json" with {
  type: "json",
};
import expected189 from "./proxy-port-mismatch/expected.json" with {
  type: "json",
};
import observations190 from "./proxy-rejected/observations.json" with {
  type: "json",
};
import expected190 from "./proxy-rejected/expected.json" with {
  type: "json",
};
import observations191 from "./proxy-says-502/observations.json" with {
  type: "json",
};
import expected191 from "./proxy-says-502/expected.json" with {
  type: "json",
};
import observations192 from "./proxy-says-503/observations.json" with {
  type: "json",
};
import expected192 from "./proxy-says-503/expected.json" with {
  type: "json",
};
import observations193 from "./proxy-says-504/observations.json" with {
  type: "json",
};
import expected193 from "./proxy-says-504/expected.json" with {
  type: "json",
};
import observations194 from "./proxy-stopped/observations.json" with {
  type: "json",
};
import expected194 from "./proxy-stopped/expected.json" with {
  type: "json",
};
import observations195 from "./proxy-stopped-by-name/observations.json" with {
  type: "json",
};
import expected195 from "./proxy-stopped-by-name/expected.json" with {
  type: "json",
};
import observations196 from "./proxy-stopped-socks/observations.json" with {
  type: "json",
};
import expected196 from "./proxy-stopped-socks/expected.json" with {
  type: "json",
};
import observations197 from "./server-cable/observations.json" with {
  type: "json",
};
import expected197 from "./server-cable/expected.json" with {
  type: "json",
};
import observations198 from "./server-cable-danted/observations.json" with {
  type: "json",
};
import expected198 from "./server-cable-danted/expected.json" with {
  type: "json",
};
import observations199 from "./server-cable-named-tinyproxy/observations.json" with {
  type: "json",
};
import expected199 from "./server-cable-named-tinyproxy/expected.json" with {
  type: "json",
};
import observations200 from "./server-cable-on-link/observations.json" with {
  type: "json",
};
import expected200 from "./server-cable-on-link/expected.json" with {
  type: "json",
};
import observations201 from "./server-cable-on-link-without-gateway/observations.json" with {
  type: "json",
};
import expected201 from "./server-cable-on-link-without-gateway/expected.json" with {
  type: "json",
};
import observations202 from "./server-cable-proxy-of-one/observations.json" with {
  type: "json",
};
import expected202 from "./server-cable-proxy-of-one/expected.json" with {
  type: "json",
};
import observations203 from "./server-cable-six/observations.json" with {
  type: "json",
};
import expected203 from "./server-cable-six/expected.json" with {
  type: "json",
};
import observations204 from "./server-cable-squid/observations.json" with {
  type: "json",
};
import expected204 from "./server-cable-squid/expected.json" with {
  type: "json",
};
import observations205 from "./server-cable-squid-times-out/observations.json" with {
  type: "json",
};
import expected205 from "./server-cable-squid-times-out/expected.json" with {
  type: "json",
};
import observations206 from "./server-cable-tinyproxy/observations.json" with {
  type: "json",
};
import expected206 from "./server-cable-tinyproxy/expected.json" with {
  type: "json",
};
import observations207 from "./server-cable-warm-no-reference/observations.json" with {
  type: "json",
};
import expected207 from "./server-cable-warm-no-reference/expected.json" with {
  type: "json",
};
import observations208 from "./server-closes/observations.json" with {
  type: "json",
};
import expected208 from "./server-closes/expected.json" with {
  type: "json",
};
import observations209 from "./server-closes-plain/observations.json" with {
  type: "json",
};
import expected209 from "./server-closes-plain/expected.json" with {
  type: "json",
};
import observations210 from "./server-ends-meanwhile/observations.json" with {
  type: "json",
};
import expected210 from "./server-ends-meanwhile/expected.json" with {
  type: "json",
};
import observations211 from "./server-firewall-drops/observations.json" with {
  type: "json",
};
import expected211 from "./server-firewall-drops/expected.json" with {
  type: "json",
};
import observations212 from "./server-firewall-drops-all/observations.json" with {
  type: "json",
};
import expected212 from "./server-firewall-drops-all/expected.json" with {
  type: "json",
};
import observations213 from "./server-firewall-drops-six/observations.json" with {
  type: "json",
};
import expected213 from "./server-firewall-drops-six/expected.json" with {
  type: "json",
};
import observations214 from "./server-firewall-port-unreachable/observations.json" with {
  type: "json",
};
import expected214 from "./server-firewall-port-unreachable/expected.json" with {
  type: "json",
};
import observations215 from "./server-firewall-port-unreachable-six/observations.json" with {
  type: "json",
};
import expected215 from "./server-firewall-port-unreachable-six/expected.json" with {
  type: "json",
};
import observations216 from "./server-firewall-rejects/observations.json" with {
  type: "json",
};
import expected216 from "./server-firewall-rejects/expected.json" with {
  type: "json",
};
import observations217 from "./server-firewall-rejects-six/observations.json" with {
  type: "json",
};
import expected217 from "./server-firewall-rejects-six/expected.json" with {
  type: "json",
};
import observations218 from "./server-hung/observations.json" with {
  type: "json",
};
import expected218 from "./server-hung/expected.json" with {
  type: "json",
};
import observations219 from "./server-hung-proxied/observations.json" with {
  type: "json",
};
import expected219 from "./server-hung-proxied/expected.json" with {
  type: "json",
};
import observations220 from "./server-hung-queue-full/observations.json" with {
  type: "json",
};
import expected220 from "./server-hung-queue-full/expected.json" with {
  type: "json",
};
import observations221 from "./server-hung-six/observations.json" with {
  type: "json",
};
import expected221 from "./server-hung-six/expected.json" with {
  type: "json",
};
import observations222 from "./server-machine-ignores-ping-stopped/observations.json" with {
  type: "json",
};
import expected222 from "./server-machine-ignores-ping-stopped/expected.json" with {
  type: "json",
};
import observations223 from "./server-machine-moved/observations.json" with {
  type: "json",
};
import expected223 from "./server-machine-moved/expected.json" with {
  type: "json",
};
import observations224 from "./server-resets/observations.json" with {
  type: "json",
};
import expected224 from "./server-resets/expected.json" with {
  type: "json",
};
import observations225 from "./server-stopped/observations.json" with {
  type: "json",
};
import expected225 from "./server-stopped/expected.json" with {
  type: "json",
};
import observations226 from "./server-stopped-danted/observations.json" with {
  type: "json",
};
import expected226 from "./server-stopped-danted/expected.json" with {
  type: "json",
};
import observations227 from "./server-stopped-on-any-address/observations.json" with {
  type: "json",
};
import expected227 from "./server-stopped-on-any-address/expected.json" with {
  type: "json",
};
import observations228 from "./server-stopped-on-link/observations.json" with {
  type: "json",
};
import expected228 from "./server-stopped-on-link/expected.json" with {
  type: "json",
};
import observations229 from "./server-stopped-on-link-without-gateway/observations.json" with {
  type: "json",
};
import expected229 from "./server-stopped-on-link-without-gateway/expected.json" with {
  type: "json",
};
import observations230 from "./server-stopped-on-this-host/observations.json" with {
  type: "json",
};
import expected230 from "./server-stopped-on-this-host/expected.json" with {
  type: "json",
};
import observations231 from "./server-stopped-six/observations.json" with {
  type: "json",
};
import expected231 from "./server-stopped-six/expected.json" with {
  type: "json",
};
import observations232 from "./server-stopped-squid/observations.json" with {
  type: "json",
};
import expected232 from "./server-stopped-squid/expected.json" with {
  type: "json",
};
import observations233 from "./server-stopped-tinyproxy/observations.json" with {
  type: "json",
};
import expected233 from "./server-stopped-tinyproxy/expected.json" with {
  type: "json",
};
import observations234 from "./tls-alert/observations.json" with {
  type: "json",
};
import expected234 from "./tls-alert/expected.json" with {
  type: "json",
};
import observations235 from "./tls-alert-proxied/observations.json" with {
  type: "json",
};
import expected235 from "./tls-alert-proxied/expected.json" with {
  type: "json",
};
import observations236 from "./tls-asked-of-http/observations.json" with {
  type: "json",
};
import expected236 from "./tls-asked-of-http/expected.json" with {
  type: "json",
};
import observations237 from "./tls-asked-of-http-proxied/observations.json" with {
  type: "json",
};
import expected237 from "./tls-asked-of-http-proxied/expected.json" with {
  type: "json",
};
import observations238 from "./tls-asked-of-ssh/observations.json" with {
  type: "json",
};
import expected238 from "./tls-asked-of-ssh/expected.json" with {
  type: "json",
};
import observations239 from "./tls-closed/observations.json" with {
  type: "json",
};
import expected239 from "./tls-closed/expected.json" with {
  type: "json",
};
import observations240 from "./tls-expired/observations.json" with {
  type: "json",
};
import expected240 from "./tls-expired/expected.json" with {
  type: "json",
};
import observations241 from "./tls-expired-proxied/observations.json" with {
  type: "json",
};
import expected241 from "./tls-expired-proxied/expected.json" with {
  type: "json",
};
import observations242 from "./tls-hung/observations.json" with {
  type: "json",
};
import expected242 from "./tls-hung/expected.json" with {
  type: "json",
};
import observations243 from "./tls-hung-proxied/observations.json" with {
  type: "json",
};
import expected243 from "./tls-hung-proxied/expected.json" with {
  type: "json",
};
import observations244 from "./tls-not-yet-valid/observations.json" with {
  type: "json",
};
import expected244 from "./tls-not-yet-valid/expected.json" with {
  type: "json",
};
import observations245 from "./tls-self-signed/observations.json" with {
  type: "json",
};
import expected245 from "./tls-self-signed/expected.json" with {
  type: "json",
};
import observations246 from "./tls-unknown-issuer/observations.json" with {
  type: "json",
};
import expected246 from "./tls-unknown-issuer/expected.json" with {
  type: "json",
};
import observations247 from "./tls-wrong-name/observations.json" with {
  type: "json",
};
import expected247 from "./tls-wrong-name/expected.json" with {
  type: "json",
};
import observations248 from "./tls-wrong-name-proxied/observations.json" with {
  type: "json",
};
import expected248 from "./tls-wrong-name-proxied/expected.json" with {
  type: "json",
};

/** The golden scenarios of this folder. */
export const SCENARIOS: readonly Scenario[] = [
  scenario("captive-portal-page", observations0, expected0),
  scenario("captive-portal-redirect", observations1, expected1),
  scenario("captive-portal-status", observations2, expected2),
  scenario("client-address-lost", observations3, expected3),
  scenario("client-address-lost-six", observations4, expected4),
  scenario("client-address-self-given", observations5, expected5),
  scenario("client-asks-broadcast", observations6, expected6),
  scenario("client-cable", observations7, expected7),
  scenario("client-cable-beside-ifb", observations8, expected8),
  scenario("client-cable-named", observations9, expected9),
  scenario("client-cable-named-both", observations10, expected10),
  scenario("client-cable-on-link", observations11, expected11),
  scenario("client-cable-proxied", observations12, expected12),
  scenario("client-cable-proxied-by-name", observations13, expected13),
  scenario("client-cable-six", observations14, expected14),
  scenario("client-cable-stub-failing", observations15, expected15),
  scenario("client-cable-stub-silent", observations16, expected16),
  scenario("client-cable-under-bridge", observations17, expected17),
  scenario("client-cable-under-tunnel", observations18, expected18),
  scenario("client-cable-under-vxlan", observations19, expected19),
  scenario("client-cable-warm", observations20, expected20),
  scenario("client-firewall-drops", observations21, expected21),
  scenario("client-firewall-drops-all", observations22, expected22),
  scenario("client-firewall-drops-answers", observations23, expected23),
  scenario("client-firewall-drops-names", observations24, expected24),
  scenario("client-firewall-drops-proxied", observations25, expected25),
  scenario("client-firewall-drops-six", observations26, expected26),
  scenario("client-firewall-rejects", observations27, expected27),
  scenario("client-firewall-rejects-as-prohibited", observations28, expected28),
  scenario("client-firewall-rejects-by-icmp", observations29, expected29),
  scenario("client-firewall-rejects-by-icmp-six", observations30, expected30),
  scenario("client-firewall-rejects-six", observations31, expected31),
  scenario("client-interface-disabled", observations32, expected32),
  scenario("client-interface-disabled-named", observations33, expected33),
  scenario("client-interface-disabled-proxied", observations34, expected34),
  scenario("client-interface-gone", observations35, expected35),
  scenario("client-route-blackhole", observations36, expected36),
  scenario("client-route-lost", observations37, expected37),
  scenario("client-route-lost-named", observations38, expected38),
  scenario("client-route-prohibit", observations39, expected39),
  scenario("client-route-unreachable", observations40, expected40),
  scenario("degraded-and-then-hung", observations41, expected41),
  scenario("degraded-first-packet-lost", observations42, expected42),
  scenario("degraded-first-packet-lost-http", observations43, expected43),
  scenario("degraded-first-packet-lost-six", observations44, expected44),
  scenario("family-four-cut", observations45, expected45),
  scenario("family-four-not-served", observations46, expected46),
  scenario("family-neither-served", observations47, expected47),
  scenario("family-one-refused-other-silent", observations48, expected48),
  scenario("family-six-cut", observations49, expected49),
  scenario("family-six-host-gone", observations50, expected50),
  scenario("family-six-not-served", observations51, expected51),
  scenario("family-six-off", observations52, expected52),
  scenario("family-six-off-and-not-served", observations53, expected53),
  scenario("family-six-rejected", observations54, expected54),
  scenario("family-six-unreachable-and-not-served", observations55, expected55),
  scenario("gateway-cable", observations56, expected56),
  scenario("gateway-does-not-forward", observations57, expected57),
  scenario("gateway-silent-cold", observations58, expected58),
  scenario("gateway-silent-cold-named", observations59, expected59),
  scenario("gateway-silent-cold-six", observations60, expected60),
  scenario("gateway-silent-warm", observations61, expected61),
  scenario("gateway-tunnel-dead", observations62, expected62),
  scenario("healthy-danted", observations63, expected63),
  scenario("healthy-direct", observations64, expected64),
  scenario("healthy-first-name-server-dead", observations65, expected65),
  scenario("healthy-first-name-server-failing", observations66, expected66),
  scenario("healthy-https", observations67, expected67),
  scenario("healthy-named", observations68, expected68),
  scenario("healthy-named-both", observations69, expected69),
  scenario("healthy-named-both-without-four", observations70, expected70),
  scenario("healthy-named-both-without-six", observations71, expected71),
  scenario("healthy-named-by-search", observations72, expected72),
  scenario("healthy-named-in-hosts-file", observations73, expected73),
  scenario("healthy-named-six-only", observations74, expected74),
  scenario("healthy-narrow-path", observations75, expected75),
  scenario("healthy-on-link", observations76, expected76),
  scenario("healthy-on-link-without-gateway", observations77, expected77),
  scenario("healthy-ping-filtered", observations78, expected78),
  scenario("healthy-plain", observations79, expected79),
  scenario("healthy-proxied", observations80, expected80),
  scenario("healthy-proxied-by-name", observations81, expected81),
  scenario("healthy-proxied-far", observations82, expected82),
  scenario("healthy-proxied-https", observations83, expected83),
  scenario("healthy-second-name-server-dead", observations84, expected84),
  scenario("healthy-six", observations85, expected85),
  scenario("healthy-slow-answer", observations86, expected86),
  scenario("healthy-squid", observations87, expected87),
  scenario("healthy-squid-user", observations88, expected88),
  scenario("healthy-status-500", observations89, expected89),
  scenario("healthy-through-bridge", observations90, expected90),
  scenario("healthy-through-tunnel", observations91, expected91),
  scenario("healthy-tls-named", observations92, expected92),
  scenario("http-asked-of-garbage", observations93, expected93),
  scenario("http-asked-of-redis", observations94, expected94),
  scenario("http-asked-of-ssh", observations95, expected95),
  scenario("http-asked-of-ssh-proxied", observations96, expected96),
  scenario("http-asked-of-tls", observations97, expected97),
  scenario("mtu-blackhole-answer", observations98, expected98),
  scenario("mtu-blackhole-answer-six", observations99, expected99),
  scenario("mtu-blackhole-certificate", observations100, expected100),
  scenario("mtu-blackhole-page", observations101, expected101),
  scenario("mtu-blackhole-proxied", observations102, expected102),
  scenario("mtu-blackhole-unnoticed", observations103, expected103),
  scenario("name-missing", observations104, expected104),
  scenario("name-missing-and-first-server-dead", observations105, expected105),
  scenario("name-missing-danted", observations106, expected106),
  scenario("name-missing-of-proxy", observations107, expected107),
  scenario("name-missing-squid", observations108, expected108),
  scenario("name-missing-tinyproxy", observations109, expected109),
  scenario("name-without-address", observations110, expected110),
  scenario("names-both-dead", observations111, expected111),
  scenario("names-cable", observations112, expected112),
  scenario("names-cable-on-link", observations113, expected113),
  scenario("names-filtered", observations114, expected114),
  scenario("names-filtered-by-udp-alone", observations115, expected115),
  scenario("names-garbled", observations116, expected116),
  scenario("names-hung", observations117, expected117),
  scenario("names-none-configured", observations118, expected118),
  scenario("names-one-forbidden", observations119, expected119),
  scenario("names-refuse", observations120, expected120),
  scenario("names-servfail", observations121, expected121),
  scenario("names-stopped", observations122, expected122),
  scenario("names-stopped-and-not-needed", observations123, expected123),
  scenario("names-stopped-behind-squid", observations124, expected124),
  scenario("names-stopped-for-proxy-name", observations125, expected125),
  scenario("observer-busybox", observations126, expected126),
  scenario("observer-busybox-cable", observations127, expected127),
  scenario("observer-busybox-silent", observations128, expected128),
  scenario("observer-slept", observations129, expected129),
  scenario("observer-stalled", observations130, expected130),
  scenario("observer-stalled-at-start", observations131, expected131),
  scenario("observer-without-any", observations132, expected132),
  scenario("observer-without-ip", observations133, expected133),
  scenario("observer-without-ip-cable", observations134, expected134),
  scenario("observer-without-ip-no-route", observations135, expected135),
  scenario("observer-without-net", observations136, expected136),
  scenario("observer-without-net-cable", observations137, expected137),
  scenario("observer-without-net-of-names", observations138, expected138),
  scenario("observer-without-net-stopped", observations139, expected139),
  scenario("observer-without-nstat-refused", observations140, expected140),
  scenario("observer-without-ping-silent", observations141, expected141),
  scenario("observer-without-ports", observations142, expected142),
  scenario("observer-without-read", observations143, expected143),
  scenario("observer-without-run", observations144, expected144),
  scenario("observer-without-run-cable", observations145, expected145),
  scenario("observer-without-run-names-silent", observations146, expected146),
  scenario("observer-without-run-refused", observations147, expected147),
  scenario("observer-without-run-silent", observations148, expected148),
  scenario("path-cut", observations149, expected149),
  scenario("path-cut-and-ping-filtered", observations150, expected150),
  scenario("path-cut-no-reference", observations151, expected151),
  scenario("path-cut-reference-by-name", observations152, expected152),
  scenario("path-cut-six", observations153, expected153),
  scenario("path-cut-three-name-servers", observations154, expected154),
  scenario("path-cut-three-references", observations155, expected155),
  scenario("path-no-route", observations156, expected156),
  scenario("path-no-route-six", observations157, expected157),
  scenario("path-prohibited", observations158, expected158),
  scenario("path-rejected", observations159, expected159),
  scenario("path-reset", observations160, expected160),
  scenario("path-unreachable", observations161, expected161),
  scenario("proxy-auth", observations162, expected162),
  scenario("proxy-auth-danted", observations163, expected163),
  scenario("proxy-auth-danted-wrong", observations164, expected164),
  scenario("proxy-auth-squid", observations165, expected165),
  scenario("proxy-cable-warm", observations166, expected166),
  scenario("proxy-closes", observations167, expected167),
  scenario("proxy-denies", observations168, expected168),
  scenario("proxy-denies-client", observations169, expected169),
  scenario("proxy-denies-danted", observations170, expected170),
  scenario("proxy-denies-squid", observations171, expected171),
  scenario("proxy-far-cable", observations172, expected172),
  scenario("proxy-far-gateway-silent", observations173, expected173),
  scenario("proxy-far-path-cut", observations174, expected174),
  scenario("proxy-far-portal", observations175, expected175),
  scenario("proxy-far-stopped", observations176, expected176),
  scenario("proxy-filtered", observations177, expected177),
  scenario("proxy-hung", observations178, expected178),
  scenario("proxy-hung-danted", observations179, expected179),
  scenario("proxy-hung-queue-full", observations180, expected180),
  scenario("proxy-hung-squid", observations181, expected181),
  scenario("proxy-is-a-web-server", observations182, expected182),
  scenario("proxy-is-something-else", observations183, expected183),
  scenario("proxy-network-down", observations184, expected184),
  scenario("proxy-path-cut-danted", observations185, expected185),
  scenario("proxy-path-cut-squid", observations186, expected186),
  scenario("proxy-path-cut-tinyproxy", observations187, expected187),
  scenario("proxy-path-rejected-squid", observations188, expected188),
  scenario("proxy-port-mismatch", observations189, expected189),
  scenario("proxy-rejected", observations190, expected190),
  scenario("proxy-says-502", observations191, expected191),
  scenario("proxy-says-503", observations192, expected192),
  scenario("proxy-says-504", observations193, expected193),
  scenario("proxy-stopped", observations194, expected194),
  scenario("proxy-stopped-by-name", observations195, expected195),
  scenario("proxy-stopped-socks", observations196, expected196),
  scenario("server-cable", observations197, expected197),
  scenario("server-cable-danted", observations198, expected198),
  scenario("server-cable-named-tinyproxy", observations199, expected199),
  scenario("server-cable-on-link", observations200, expected200),
  scenario(
    "server-cable-on-link-without-gateway",
    observations201,
    expected201,
  ),
  scenario("server-cable-proxy-of-one", observations202, expected202),
  scenario("server-cable-six", observations203, expected203),
  scenario("server-cable-squid", observations204, expected204),
  scenario("server-cable-squid-times-out", observations205, expected205),
  scenario("server-cable-tinyproxy", observations206, expected206),
  scenario("server-cable-warm-no-reference", observations207, expected207),
  scenario("server-closes", observations208, expected208),
  scenario("server-closes-plain", observations209, expected209),
  scenario("server-ends-meanwhile", observations210, expected210),
  scenario("server-firewall-drops", observations211, expected211),
  scenario("server-firewall-drops-all", observations212, expected212),
  scenario("server-firewall-drops-six", observations213, expected213),
  scenario("server-firewall-port-unreachable", observations214, expected214),
  scenario(
    "server-firewall-port-unreachable-six",
    observations215,
    expected215,
  ),
  scenario("server-firewall-rejects", observations216, expected216),
  scenario("server-firewall-rejects-six", observations217, expected217),
  scenario("server-hung", observations218, expected218),
  scenario("server-hung-proxied", observations219, expected219),
  scenario("server-hung-queue-full", observations220, expected220),
  scenario("server-hung-six", observations221, expected221),
  scenario("server-machine-ignores-ping-stopped", observations222, expected222),
  scenario("server-machine-moved", observations223, expected223),
  scenario("server-resets", observations224, expected224),
  scenario("server-stopped", observations225, expected225),
  scenario("server-stopped-danted", observations226, expected226),
  scenario("server-stopped-on-any-address", observations227, expected227),
  scenario("server-stopped-on-link", observations228, expected228),
  scenario(
    "server-stopped-on-link-without-gateway",
    observations229,
    expected229,
  ),
  scenario("server-stopped-on-this-host", observations230, expected230),
  scenario("server-stopped-six", observations231, expected231),
  scenario("server-stopped-squid", observations232, expected232),
  scenario("server-stopped-tinyproxy", observations233, expected233),
  scenario("tls-alert", observations234, expected234),
  scenario("tls-alert-proxied", observations235, expected235),
  scenario("tls-asked-of-http", observations236, expected236),
  scenario("tls-asked-of-http-proxied", observations237, expected237),
  scenario("tls-asked-of-ssh", observations238, expected238),
  scenario("tls-closed", observations239, expected239),
  scenario("tls-expired", observations240, expected240),
  scenario("tls-expired-proxied", observations241, expected241),
  scenario("tls-hung", observations242, expected242),
  scenario("tls-hung-proxied", observations243, expected243),
  scenario("tls-not-yet-valid", observations244, expected244),
  scenario("tls-self-signed", observations245, expected245),
  scenario("tls-unknown-issuer", observations246, expected246),
  scenario("tls-wrong-name", observations247, expected247),
  scenario("tls-wrong-name-proxied", observations248, expected248),
];
