/** A `deno lint` plugin sees the syntax tree, so comments and line breaks don't fool it. */

/** Members of global objects that return another value at each call. */
const IMPURE: Readonly<Record<string, readonly string[]>> = {
  Date: ["now"],
  Math: ["random"],
  crypto: ["randomUUID", "getRandomValues"],
  performance: ["now", "timeOrigin"],
  Temporal: ["Now"],
};

const impure: Deno.lint.Rule = {
  create(context) {
    const report = (node: Deno.lint.Node, what: string) =>
      context.report({ node, message: `${what}: time, ids, randomness and I/O arrive as arguments here` });
    return {
      MemberExpression(node) {
        const object = globalName(node.object);
        const property = memberName(node);
        if (object && property && IMPURE[object]?.includes(property)) report(node, `${object}.${property}`);
      },
      NewExpression(node) {
        if (globalName(node.callee) === "Date" && node.arguments.length === 0) report(node, "new Date()");
      },
      CallExpression(node) {
        if (globalName(node.callee) === "Date") report(node, "Date()");
      },
      Identifier(node) {
        if (node.name === "Deno" && !isMemberName(node)) report(node, "Deno");
      },
    };
  },
};

function globalName(node: Deno.lint.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return undefined;
  return node.object.name === "globalThis" ? memberName(node) : undefined;
}

function memberName(node: Deno.lint.MemberExpression): string | undefined {
  if (!node.computed && node.property.type === "Identifier") return node.property.name;
  return node.property.type === "Literal" ? String(node.property.value) : undefined;
}

/** Whether the identifier only names a member, as in `market.Deno` or `{ Deno: 1 }`. */
function isMemberName(node: Deno.lint.Identifier): boolean {
  const parent = node.parent as Deno.lint.Node | undefined;
  if (parent?.type === "MemberExpression") {
    const ofGlobal = parent.object.type === "Identifier" && parent.object.name === "globalThis";
    return parent.property === node && !parent.computed && !ofGlobal;
  }
  if (parent?.type === "TSPropertySignature") return parent.key === node && !parent.computed;
  return parent?.type === "Property" && parent.key === node && !parent.computed && !parent.shorthand;
}

const plugin: Deno.lint.Plugin = { name: "purity", rules: { impure } };

export default plugin;
