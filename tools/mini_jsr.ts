/**
 * A registry on loopback that looks like JSR and serves the typed shims of
 * `tools/std` as `@std`, so that the package as written (`jsr:` imports and
 * all) can be checked where JSR itself is out of reach.
 *
 * @module
 */

/** Any version that satisfies the ranges of `deno.json`. */
const VERSION = "1.999.0";

/** A registry that runs. */
export interface MiniJsr extends AsyncDisposable {
  /** What to set `JSR_URL` to. */
  readonly url: string;
}

/**
 * Starts the registry on a free port of loopback.
 *
 * @param importMapPath The import map whose `@std` entries name the shims.
 * @returns The running registry; disposing of it stops it.
 */
export async function startMiniJsr(importMapPath: URL): Promise<MiniJsr> {
  const files = await registryFiles(importMapPath);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const text = files.get(new URL(request.url).pathname);
      return text === undefined
        ? new Response("not found", { status: 404 })
        : new Response(text, { headers: { "content-type": typeOf(request) } });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function typeOf(request: Request): string {
  return request.url.endsWith(".ts")
    ? "application/typescript"
    : "application/json";
}

/**
 * Makes every file of the registry.
 *
 * @param importMapPath The import map whose `@std` entries name the shims.
 * @returns Texts by path: `meta.json`, `VERSION_meta.json` and the modules of
 * each package.
 */
async function registryFiles(
  importMapPath: URL,
): Promise<Map<string, string>> {
  const { imports } = JSON.parse(await Deno.readTextFile(importMapPath));
  const entries = Object.entries(imports as Record<string, string>);
  const packages = new Map<string, Map<string, string>>();
  for (const [name, target] of entries) {
    const [, scoped, export_] = /^(@std\/[^/]+)\/(.+)$/.exec(name) ?? [];
    if (scoped === undefined || export_ === undefined) continue;
    const source = await Deno.readTextFile(new URL(target, importMapPath));
    const modules = packages.get(scoped) ?? new Map<string, string>();
    modules.set(export_, withInlineImports(source, entries));
    packages.set(scoped, modules);
  }
  const files = new Map<string, string>();
  for (const [scoped, modules] of packages) {
    await addPackage(files, scoped, modules);
  }
  return files;
}

/** A registry's modules have no import map: their imports say it all. */
function withInlineImports(
  source: string,
  entries: readonly (readonly [string, string])[],
): string {
  let text = source;
  for (const [name, target] of entries) {
    if (!target.startsWith("npm:") || !name.endsWith("/")) continue;
    text = text.replaceAll(`from "${name}`, `from "${target}`);
  }
  return text;
}

async function addPackage(
  files: Map<string, string>,
  scoped: string,
  modules: ReadonlyMap<string, string>,
): Promise<void> {
  const exports_: Record<string, string> = {};
  const manifest: Record<string, { size: number; checksum: string }> = {};
  for (const [name, source] of modules) {
    const file = `/${name.replaceAll("-", "_")}.ts`;
    const bytes = new TextEncoder().encode(source);
    exports_[`./${name}`] = `.${file}`;
    manifest[file] = { size: bytes.length, checksum: await sha256(bytes) };
    files.set(`/${scoped}/${VERSION}${file}`, source);
  }
  const [scope, name] = scoped.slice(1).split("/");
  const meta = { scope, name, latest: VERSION, versions: { [VERSION]: {} } };
  files.set(`/${scoped}/meta.json`, JSON.stringify(meta));
  const version = { exports: exports_, manifest };
  files.set(`/${scoped}/${VERSION}_meta.json`, JSON.stringify(version));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${digest.toHex()}`;
}
