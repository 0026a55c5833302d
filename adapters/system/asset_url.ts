/** Lost in a bundle, which is one file. */
const THIS_FILE = "/adapters/system/asset_url.ts";

/** A program file beside the sources, or below a bundle's folder. @param path as in cmd/tools/compile/assets.ts */
export function assetUrl(path: string): URL {
  return new URL(path, isBundled() ? new URL("./", import.meta.url) : new URL("../../", import.meta.url));
}

/** In a bundle it is JavaScript. */
export function moduleUrl(path: string): URL {
  return assetUrl(isBundled() ? path.replace(/\.ts$/, ".js") : path);
}

const bundled = new Map<string, () => Promise<unknown>>();

/**
 * Loads a module of which few processes need the large packages. Deno fetches what a written `import("…")` names before
 * anything runs, and what is imported here when it is.
 *
 * @param path as in cmd/tools/compile/assets.ts
 */
export async function importOnDemand<Module>(path: string): Promise<Module> {
  return await (bundled.get(path)?.() ?? import(moduleUrl(path).href)) as Module;
}

/** In a bundle, which has the module within. */
export function provideModule(path: string, load: () => Promise<unknown>): void {
  bundled.set(path, load);
}

function isBundled(): boolean {
  return !import.meta.url.endsWith(THIS_FILE);
}
