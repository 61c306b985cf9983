import { assertEquals } from "@std/assert/equals";
import {
  cacheFolder,
  MEMORY_MAX_AGE_MS,
  recall,
  remember,
} from "../../../tools/dx/std_memory.ts";

const REGISTRY = "http://127.0.0.1:1/";

async function withFolder(use: (folder: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("`recall()` gives the reason back while it is young", async () => {
  await withFolder((folder) => {
    const memory = { path: `${folder}/a/b.json`, registry: REGISTRY, nowMs: 5 };
    assertEquals(recall(memory), undefined);
    remember(memory, "refused");
    assertEquals(recall(memory), "refused");
    const last = 5 + MEMORY_MAX_AGE_MS - 1;
    assertEquals(recall({ ...memory, nowMs: last }), "refused");
    assertEquals(recall({ ...memory, nowMs: last + 1 }), undefined);
  });
});

Deno.test("`recall()` forgets when the clock went back", async () => {
  await withFolder((folder) => {
    const memory = { path: `${folder}/b.json`, registry: REGISTRY, nowMs: 5 };
    remember(memory, "refused");
    assertEquals(recall({ ...memory, nowMs: 4 }), undefined);
  });
});

Deno.test("`recall()` knows nothing of another registry", async () => {
  await withFolder((folder) => {
    const memory = { path: `${folder}/b.json`, registry: REGISTRY, nowMs: 5 };
    remember(memory, "refused");
    const other = { ...memory, registry: "http://127.0.0.1:2/" };
    assertEquals(recall(other), undefined);
  });
});

Deno.test("`recall()` gives nothing when the file is damaged", async () => {
  await withFolder((folder) => {
    const memory = { path: `${folder}/b.json`, registry: REGISTRY, nowMs: 5 };
    for (const text of ["", "{", "null", "[]", '{"atMs":"x"}', "\0"]) {
      Deno.writeTextFileSync(memory.path, text);
      assertEquals(recall(memory), undefined, text);
    }
  });
});

Deno.test("`remember()` lets it be when nothing can be written", async () => {
  await withFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    const path = `${folder}/file/b.json`;
    const memory = { path, registry: REGISTRY, nowMs: 5 };
    remember(memory, "refused");
    assertEquals(recall(memory), undefined);
  });
});

Deno.test("`cacheFolder()` follows the habits of each system", () => {
  const home = { HOME: "/h" };
  assertEquals(cacheFolder(home, "linux"), "/h/.cache/faultline");
  assertEquals(cacheFolder(home, "darwin"), "/h/Library/Caches/faultline");
  const local = { LOCALAPPDATA: "C:\\l" };
  assertEquals(cacheFolder(local, "windows"), "C:\\l\\faultline");
  const xdg = { ...home, XDG_CACHE_HOME: "/x" };
  assertEquals(cacheFolder(xdg, "linux"), "/x/faultline");
  assertEquals(cacheFolder({}, "linux"), undefined);
  assertEquals(cacheFolder(home, "windows"), undefined);
});
