/** An import of a file or package, including type-only, dynamic and re-exporting ones. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly file?: string;
  readonly package?: string;
}

interface GraphModule {
  readonly specifier: string;
  readonly error?: string;
  readonly dependencies?: readonly {
    readonly specifier: string;
    readonly code?: Resolved;
    readonly type?: Resolved;
  }[];
}

interface Resolved {
  readonly specifier?: string;
  readonly error?: string;
  readonly span: { readonly start: { readonly line: number } };
}

/** Local substitutes for packages that not every machine can fetch. */
const STAND_INS = "testing/jsr/";

/** From Deno's own module graph. Throws if an import can't be resolved: an incomplete graph proves nothing. */
export async function readImports(root: string, files: readonly string[]): Promise<Import[]> {
  const base = `file://${root}/`;
  const own = new Set(files.map((file) => base + file));
  const modules = await readGraph(root, [...own]);
  return modules.filter((module) => own.has(module.specifier)).flatMap((module) =>
    (module.dependencies ?? []).flatMap(({ specifier, code, type }) =>
      [code, type].filter((resolved) => resolved !== undefined).map((resolved) => {
        const from = module.specifier.slice(base.length);
        const line = resolved.span.start.line + 1;
        const target = resolved.specifier;
        if (!target) throw new Error(`Cannot read the module graph: ${specifier} in ${from}:${line} leads nowhere`);
        if (!target.startsWith(base)) return { from, line, package: packageName(target) };
        const file = target.slice(base.length);
        return file.startsWith(STAND_INS) ? { from, line, package: packageName(specifier) } : { from, line, file };
      })
    )
  );
}

async function readGraph(root: string, urls: readonly string[]): Promise<readonly GraphModule[]> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(entry, urls.map((url) => `import ${JSON.stringify(url)};\n`).join(""));
    const settings = await exists(`${root}/deno.json`) ? ["--config", `${root}/deno.json`] : ["--no-config"];
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--no-lock", ...settings, entry],
    }).output();
    if (!success) throw new Error(`Cannot read the module graph: ${new TextDecoder().decode(stderr)}`);
    return JSON.parse(new TextDecoder().decode(stdout)).modules;
  } finally {
    await Deno.remove(entry);
  }
}

/** `npm:@scope/name@1.2.3/path` is `@scope/name`, `jsr:` likewise; anything else keeps its own name. */
function packageName(specifier: string): string {
  const name = specifier.replace(/^(npm|jsr):\/?/, "");
  if (/^(node|https?|data|blob):/.test(name)) return name;
  return /^(@[^/]+\/)?[^/@]+/.exec(name)?.[0] ?? name;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
