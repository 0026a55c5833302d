/** Where this file stands below the project's root; a bundle is one file, and this name is lost in it. */
const THIS_FILE = "/adapters/system/asset_url.ts";

/**
 * The address of a file that is part of the program and is read or started by its path: a folder of migrations, a
 * worker. Among the sources, and in a compiled binary, it is where it stands; beside a bundle, below the bundle's folder.
 *
 * @param path relative to the project's root, as cmd/tools/compile/assets.ts lists it
 */
export function assetUrl(path: string): URL {
  return new URL(path, isBundled() ? new URL("./", import.meta.url) : new URL("../../", import.meta.url));
}

/** As {@linkcode assetUrl}, of a module. A bundled one is JavaScript. */
export function moduleUrl(path: string): URL {
  return assetUrl(isBundled() ? path.replace(/\.ts$/, ".js") : path);
}

function isBundled(): boolean {
  return !import.meta.url.endsWith(THIS_FILE);
}
