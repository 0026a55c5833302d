/** This file's path below the project's root; a bundle is one file and has lost this name. */
const THIS_FILE = "/adapters/system/asset_url.ts";

/**
 * The URL of a program file that is read or started by path, such as a folder of migrations or a worker. Among the
 * sources and in a compiled binary it is next to them; for a bundle, below the bundle's folder.
 *
 * @param path relative to the project's root, as listed in cmd/tools/compile/assets.ts
 */
export function assetUrl(path: string): URL {
  return new URL(path, isBundled() ? new URL("./", import.meta.url) : new URL("../../", import.meta.url));
}

/** Like {@linkcode assetUrl} for a module. In a bundle it is JavaScript. */
export function moduleUrl(path: string): URL {
  return assetUrl(isBundled() ? path.replace(/\.ts$/, ".js") : path);
}

function isBundled(): boolean {
  return !import.meta.url.endsWith(THIS_FILE);
}
