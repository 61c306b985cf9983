import { assertEquals } from "@std/assert/equals";
import { exists, filesBelow, inProject } from "../../tools/dx/project.ts";

/** A link to a place within the project. */
const LINK = /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g;

const DOCUMENTS = ["README.md", "ARCHITECTURE.md", ...filesBelow("docs")]
  .filter((path) => path.endsWith(".md"));

/** The anchors of a document, as GitHub makes them of its headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\w\- ]/g, "").replaceAll(" ", "-")
  );
}

Deno.test("`README.md` and the documents link to what is there", async () => {
  const broken: string[] = [];
  for (const path of DOCUMENTS) {
    const folder = path.includes("/") ? path.replace(/[^/]*$/, "") : "";
    const text = await Deno.readTextFile(inProject(path));
    for (const [, file = "", anchor] of text.matchAll(LINK)) {
      const place = file === "" ? path : `${folder}${file}`;
      const isThere = exists(place) && (anchor === undefined ||
        anchorsOf(await Deno.readTextFile(inProject(place))).includes(anchor));
      if (!isThere) broken.push(`${path}: ${file}#${anchor ?? ""}`);
    }
  }
  assertEquals(broken, []);
});

Deno.test("`docs/README.md` lists every document", async () => {
  const index = await Deno.readTextFile(inProject("docs/README.md"));
  const missing = DOCUMENTS.filter((path) =>
    path.startsWith("docs/") && path !== "docs/README.md" &&
    !index.includes(`(${path.replace("docs/", "")})`)
  );
  assertEquals(missing, []);
});
