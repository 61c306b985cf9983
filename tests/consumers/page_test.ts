import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { checkHtml } from "../../src/report/check_html.ts";
import { reportHtml } from "../../src/report/diagnosis_html.ts";
import { watchHtml } from "../../src/report/watch_html.ts";
import { HOSTILE_CHECK, MIXED } from "../report/check_samples.ts";
import {
  diagnosis,
  HOSTILE_DIAGNOSIS,
  path,
  PROXY_STOPPED,
  seen,
} from "../report/samples.ts";
import { eventful, hostile } from "../report/watch_samples.ts";
import { fromMarkup } from "../report/from_markup.ts";
import { browse, canBrowse } from "./browser.ts";

/** Every segment, with the longest subjects. */
const LONG = diagnosis({
  ...PROXY_STOPPED,
  path: path(
    "link enp0s31f6 ok",
    "network 2001:db8:1234:5678:9abc:def0:1234:5678 ok",
    "gateway fe80::9abc:def0:1234:5678 ok",
    "resolver [2001:db8:1234:5678:9abc:def0:1234:5678]:53 ok",
    "proxy [2001:db8:1234:5678:9abc:def0:1234:5678]:3128 broken",
    "server a.very.long.name.of.a.server.example.org:65535 unknown",
    "session https unknown",
  ),
  observations: PROXY_STOPPED.observations.concat(
    seen("server", "中".repeat(60), "refused"),
  ),
});

const PAGES: Readonly<Record<string, string>> = {
  "a diagnosis": reportHtml(LONG),
  "a hostile diagnosis": reportHtml(HOSTILE_DIAGNOSIS),
  "a check": checkHtml(MIXED),
  "a hostile check": checkHtml(HOSTILE_CHECK),
  "a watch": watchHtml([eventful()]),
  "a hostile watch": watchHtml([hostile(), eventful()]),
};

/** Widths of a telephone, of paper, and of a screen. */
const WIDTHS = [360, 700, 1100];

/**
 * Unfolds everything and looks at each width for what hangs out of the page,
 * out of its picture, or over a neighbour; and for what else was loaded.
 */
const MEASURE = `
  const found = [];
  const note = (what, element) =>
    found.push(what + ": " + element.tagName + " " + element.textContent.slice(0, 60));
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const all = document.querySelectorAll("body *");
  for (const width of ${JSON.stringify(WIDTHS)}) {
    document.documentElement.style.width = width + "px";
    for (const element of all) {
      if (element.closest("svg, script")) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -0.5 || right > width + 0.5) note(width + " wide", element);
    }
  }
  for (const picture of document.querySelectorAll("svg")) {
    const frame = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll("text")].map((text) =>
      [text, text.getBoundingClientRect()]);
    for (const [index, [text, box]] of texts.entries()) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 ||
        box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        note("out of the picture", text);
      }
      for (const [, other] of texts.slice(index + 1)) {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (across > 1 && down > 4) note("one over another", text);
      }
    }
  }
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  document.title = JSON.stringify({
    found: found.slice(0, 5),
    loaded,
    pictures: document.querySelectorAll("svg").length,
  });
`;

/** The same page, allowed to run what looks at it. */
function measured(page: string): string {
  return page.replace("default-src 'none'", "script-src 'unsafe-inline'")
    .replace("</body>", () => `<script>${MEASURE}</script></body>`);
}

Deno.test({
  name: "`chromium` shows each page whole, at any width, and loads no more",
  ignore: !canBrowse(),
  async fn() {
    for (const [name, page] of Object.entries(PAGES)) {
      const shown = await browse(measured(page));
      const title = /<title>(.*)<\/title>/.exec(shown)?.[1] ?? "null";
      const { found, loaded, pictures } = JSON.parse(fromMarkup(title));
      assertEquals({ name, found, loaded }, { name, found: [], loaded: [] });
      assert(pictures > 0);
    }
  },
});

Deno.test({
  name: "`chromium` finds what hangs out of a page, where something does",
  ignore: !canBrowse(),
  async fn() {
    const wide = '<p style="width:2000px">wide</p></main>';
    const page = reportHtml(LONG).replace("</main>", wide);
    assertStringIncludes(await browse(measured(page)), "360 wide: P wide");
  },
});

Deno.test({
  name: "`chromium` runs nothing in a page as it is written",
  ignore: !canBrowse(),
  async fn() {
    const script = "<script>document.title = 'it ran'</script></main>";
    const page = reportHtml(LONG).replace("</main>", script);
    const shown = await browse(page);
    assertStringIncludes(shown, '<figure class="scroll"><svg role="img"');
    assert(!shown.includes("<title>it ran"));
  },
});
