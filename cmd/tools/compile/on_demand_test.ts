import { assert, assertEquals } from "@std/assert";
import { importOnDemand } from "../../../adapters/system/asset_url.ts";
import { ON_DEMAND } from "./assets.ts";
import { mainOf } from "./options.ts";
import { runDeno } from "./run_deno.ts";

/** Large, and of no use to a shop in one process; the later ones are for tests and tools. */
const NOT_NEEDED =
  /^npm:\/(@aws-sdk|@smithy|openai|gpt-tokenizer|swagger-ui-dist|playwright-core|axe-core|typescript|fast-check|graphql|@redocly)\b/;

interface ModuleGraph {
  readonly roots: readonly string[];
  readonly redirects: Readonly<Record<string, string>>;
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly { readonly code?: { readonly specifier: string } }[];
  }[];
}

Deno.test("start names no package that it does not need: what is named is fetched before anything runs", async () => {
  const { said } = await runDeno(["info", "--json", mainOf("start")]);
  const { roots, redirects, modules } = JSON.parse(said) as ModuleGraph;
  const imports = new Map(modules.map(({ specifier, dependencies = [] }) => [
    specifier,
    dependencies.flatMap(({ code }) => code ? [redirects[code.specifier] ?? code.specifier] : []),
  ]));
  const named = new Set(roots);
  for (const specifier of named) imports.get(specifier)?.forEach((each) => named.add(each));
  const packages = [...named].filter((specifier) => specifier.startsWith("npm:"));
  assert(packages.some((specifier) => specifier.startsWith("npm:/hono@")), "the graph has no packages");
  assertEquals(packages.filter((specifier) => NOT_NEEDED.test(specifier)), []);
});

Deno.test("what is imported on demand is found by its path", async () => {
  for (const path of ON_DEMAND) assert(Object.keys(await importOnDemand<object>(path)).length > 0, path);
});
