import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { checkHtml } from "../../src/report/check_html.ts";
import { reportHtml } from "../../src/report/diagnosis_html.ts";
import { markup, markupLines } from "../../src/report/markup.ts";
import { pathSvg } from "../../src/report/path_svg.ts";
import { WatchHistory } from "../../src/report/watch_history.ts";
import { watchHtml } from "../../src/report/watch_html.ts";
import { CHECKS } from "./check_samples.ts";
import {
  BLIND,
  HEALTHY,
  HOSTILE_DIAGNOSIS,
  path,
  PROXY_SILENT,
  PROXY_STOPPED,
  SERVER_SILENT,
} from "./samples.ts";
import { eventful, hostile, stillBroken } from "./watch_samples.ts";

const PAGES: readonly string[] = [
  ...[HEALTHY, PROXY_STOPPED, PROXY_SILENT, SERVER_SILENT, BLIND].map(
    reportHtml,
  ),
  reportHtml(HOSTILE_DIAGNOSIS),
  ...Object.values(CHECKS).map(checkHtml),
  watchHtml([eventful()]),
  watchHtml([hostile(), eventful(), new WatchHistory("text://a:1", 3)]),
  watchHtml([]),
];

/** What would make a reader's browser ask somebody, or run something. */
const REACHES_OUT =
  /<(?:script|link|img|image|iframe|object|embed|base|a|form|use|foreignObject)\b|<[^>]+\s(?:src|href|srcset|action|on\w+)=|url\(|@import/i;

Deno.test("`htmlPage()` needs no network, no script and no other file", () => {
  for (const page of PAGES) {
    assertEquals(REACHES_OUT.exec(page)?.[0], undefined);
    assertStringIncludes(page, `content="default-src 'none'; `);
    assert(page.startsWith("<!DOCTYPE html>\n") && page.endsWith("</html>\n"));
  }
});

Deno.test("`htmlPage()` closes each element that it opens", () => {
  const empty = new Set(["meta", "br", "line", "rect", "circle", "path"]);
  for (const page of PAGES) {
    const open: string[] = [];
    for (const [, end, name = ""] of page.matchAll(/<(\/?)([a-z]\w*)/gi)) {
      if (empty.has(name)) continue;
      if (end === "") open.push(name);
      else assertEquals(open.pop(), name);
    }
    assertEquals(open, []);
  }
});

Deno.test("`reportHtml()` shows the break, the evidence and the next step", () => {
  const page = reportHtml(PROXY_STOPPED);
  for (
    const words of [
      "✗ The proxy is not running; its machine is alive [proxy-stopped]",
      "Path: link ok, network ok, proxy broken, server unknown, session",
      "The machine refused the connection: nothing serves this port.",
      "the connection was refused (ECONNREFUSED)",
      "Start the proxy, and check the port that it listens on.",
    ]
  ) assertStringIncludes(page, words);
});

Deno.test("`reportHtml()` lists the candidates where it cannot tell", () => {
  const page = reportHtml(SERVER_SILENT);
  for (const mode of ["path-broken", "server-unreachable"]) {
    assertStringIncludes(page, `<code>${mode}</code>`);
  }
  assertStringIncludes(page, "ping: needs --allow-run=ping");
});

Deno.test("`pathSvg()` severs the line behind the break", () => {
  const { source } = pathSvg(PROXY_STOPPED.path);
  const joints = source.match(/<line class="\w+"/g);
  assertEquals(joints, [
    '<line class="joined"',
    '<line class="joined"',
    '<line class="severed"',
    '<line class="severed"',
  ]);
  assertEquals(pathSvg([]).source, "");
});

Deno.test("`pathSvg()` folds a subject that is longer than its place", () => {
  const address = "[2001:db8:1234:5678:9abc:def0:1234:5678]:65535";
  const { source } = pathSvg(path(`server ${address} ok`));
  const lines = source.match(/(?<=class="subject"[^>]*>)[^<]*/g) ?? [];
  assertEquals(lines.join(""), address);
  assert(lines.every(({ length }) => length <= 17));
});

Deno.test("`markup()` escapes text and leaves markup as it is", () => {
  const inner = markup`<b>${"<&>\"'"}</b>`;
  assertEquals(
    markup`${inner}${[1, "a\n\x1b"]}`.source,
    "<b>&lt;&amp;&gt;&quot;&#39;</b>1a\\n\\x1b",
  );
  assertEquals(markupLines(["a<", "b"]).source, "a&lt;\nb");
});

Deno.test("`watchHtml()` tells states, misses, round trips and causes", () => {
  const page = watchHtml([eventful()], { refreshS: 10 });
  for (
    const words of [
      "online 77.83% of the time, 1 outage, 189 round trips of 2ms to 45ms",
      "beats missed: 3</title>",
      '<path class="curve"',
      "proxy-cable-unplugged",
      '<meta http-equiv="refresh" content="10">',
    ]
  ) assertStringIncludes(page, words);
  assert(!watchHtml([eventful()]).includes("refresh"));
});

Deno.test("`watchHtml()` is headed by what is broken at the end", () => {
  assertStringIncludes(
    watchHtml([stillBroken()]),
    '<h1 class="word">✗ text://10.9.2.10:4578 is offline: The proxy machine ' +
      "is silent [proxy-unreachable, or proxy-network-down, " +
      "proxy-cable-unplugged, proxy-machine-off]</h1>",
  );
  assertStringIncludes(
    watchHtml([eventful()]),
    '<h1 class="word">~ text://10.9.2.10:4578 is online</h1>',
  );
});

Deno.test("`watchHtml()` severs the curve in an outage alone", () => {
  const curve = / d="([^"]*)"/.exec(watchHtml([eventful()]))?.[1] ?? "";
  assertEquals(curve.match(/M/g)?.length, 2);
  assertEquals(curve.match(/[ML]/g)?.length, 189);
});

Deno.test("`watchHtml()` is of bounded size, whatever happens", () => {
  assert(watchHtml([hostile()]).length < 4_000_000);
});
