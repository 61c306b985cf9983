import { projectPath } from "./project_path.ts";
import {
  CLI_DENO,
  IO_IMPLEMENTATION,
  type Layer,
  LAYERS,
  OUTSIDE,
  OUTSIDE_MEMBERS,
} from "./layer_rules.ts";

interface Place {
  readonly path: string;
  readonly name: string;
  readonly layer: Layer;
}

function placeOf(filename: string): Place | undefined {
  const path = projectPath(filename);
  const name = /^src\/([^/]+)\//.exec(path)?.[1];
  const layer = name === undefined ? undefined : LAYERS[name];
  return name && layer ? { path, name, layer } : undefined;
}

function importProblem(place: Place, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return packageProblem(place, specifier);
  const target = new URL(specifier, `file:///${place.path}`).pathname.slice(1);
  const name = /^src\/([^/]+)\//.exec(target)?.[1];
  if (name === place.name) return undefined;
  if (name !== undefined && place.layer.imports.includes(name)) {
    if (name === "io" && IO_IMPLEMENTATION.test(target)) {
      return place.name === "app" || place.name === "cli"
        ? undefined
        : `src/${place.name} takes Io as a value: only app and cli choose ` +
          "its Deno implementation";
    }
    return undefined;
  }
  if (place.name === "cli" && target === "deno.json") return undefined;
  const allowed = place.layer.imports.map((layer) => `src/${layer}`);
  return `src/${place.name} cannot import ${target}: it may import ` +
    `${allowed.join(", ") || "nothing but itself"}`;
}

function packageProblem(place: Place, specifier: string): string | undefined {
  const known = place.layer.packages.some((name) =>
    name.endsWith("/") || name.endsWith(":")
      ? specifier.startsWith(name)
      : specifier === name
  );
  if (known && !specifier.startsWith("node:")) return undefined;
  if (known && IO_IMPLEMENTATION.test(place.path)) return undefined;
  return `src/${place.name} cannot import the package ${specifier}: list it ` +
    "in tools/lint/layer_rules.ts if the layer may depend on it";
}

const direction: Deno.lint.Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === undefined) return {};
    function check(
      node: Deno.lint.Node,
      source: Deno.lint.Expression | null | undefined,
    ): void {
      if (source === null || source === undefined) return;
      const message = source.type === "Literal"
        ? importProblem(place as Place, String(source.value))
        : "an import must name its module by a plain string";
      if (message !== undefined) context.report({ node, message });
    }
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.argument as never),
    };
  },
};

function namesProperty(node: Deno.lint.Identifier): boolean {
  const parent = node.parent as Deno.lint.Node & {
    readonly property?: unknown;
    readonly key?: unknown;
    readonly computed?: boolean;
    readonly shorthand?: boolean;
  };
  if (parent.computed === true) return false;
  if (parent.type === "MemberExpression") return isSame(parent.property, node);
  if (parent.type === "TSQualifiedName") {
    return isSame((parent as { readonly right?: unknown }).right, node);
  }
  return parent.shorthand !== true && isSame(parent.key, node);
}

function isSame(one: unknown, other: Deno.lint.Node): boolean {
  const node = one as Deno.lint.Node | undefined;
  return node?.range?.[0] === other.range[0] &&
    node.range[1] === other.range[1];
}

function isAllowedDeno(place: Place, node: Deno.lint.Identifier): boolean {
  if (place.name !== "cli" || node.parent.type !== "MemberExpression") {
    return false;
  }
  const { property } = node.parent;
  return property.type === "Identifier" && CLI_DENO.has(property.name);
}

const outside: Deno.lint.Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === undefined || IO_IMPLEMENTATION.test(place.path)) return {};
    const seen = new Set<number>();
    function report(node: Deno.lint.Node, name: string, reason: string): void {
      if (seen.has(node.range[0])) return; // { x } is key and value at once
      seen.add(node.range[0]);
      context.report({ node, message: `${name} is out of reach: ${reason}` });
    }
    return {
      Identifier(node) {
        const reason = node.name === "console" && place.name !== "cli"
          ? "only reporters speak, through the writer they are given"
          : OUTSIDE.get(node.name);
        if (reason === undefined || namesProperty(node)) return;
        if (node.name === "Deno" && isAllowedDeno(place, node)) return;
        report(node, node.name, reason);
      },
      MemberExpression(node) {
        const text = context.sourceCode.getText(node);
        // A variable may be called self: only its global members count.
        const reason = OUTSIDE_MEMBERS.get(text) ??
          (/^self\.\w+$/.test(text) ? OUTSIDE.get(text.slice(5)) : undefined);
        if (reason !== undefined) report(node, text, reason);
      },
      NewExpression(node) {
        if (context.sourceCode.getText(node) !== "new Date()") return;
        report(node, "new Date()", "the clock is given by Io");
      },
    };
  },
};

const house: Deno.lint.Rule = {
  create(context) {
    const path = projectPath(context.filename);
    if (!path.startsWith("src/") || placeOf(path) !== undefined) return {};
    return {
      Program(node) {
        context.report({ node, message: `${path} belongs to no layer` });
      },
    };
  },
};

/** Keeps the layers of `src/` apart; see {@linkcode LAYERS}. */
const plugin: Deno.lint.Plugin = {
  name: "layers",
  rules: { direction, outside, house },
};

export default plugin;
