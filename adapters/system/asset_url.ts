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

function isBundled(): boolean {
  return !import.meta.url.endsWith(THIS_FILE);
}
