import type { Api } from "../server/api.ts";
import { sha256 } from "../../system/sha256.ts";
import { asset, IMMUTABLE, sendAsset } from "../server/asset.ts";
import index from "./index.html" with { type: "text" };
import { FILES, PACKAGES } from "./page_assets.ts";

/** Addresses of views: the page decides by the path what it shows. */
const VIEWS = ["orders", "customers", "stores", "sourcing", "operations"];

/** Of everything that the page requests: a release has addresses of its own, and keeps none of another's files. */
export const RELEASE = sha256(JSON.stringify([FILES, PACKAGES])).slice(0, 12);

export function pageRoutes(api: Api): void {
  const page = asset(index.replaceAll('"/assets/', `"/assets/${RELEASE}/`), "html");
  api.get("/", (c) => sendAsset(c, page));
  for (const view of VIEWS) {
    api.get(`/${view}`, (c) => sendAsset(c, page));
    api.get(`/${view}/*`, (c) => sendAsset(c, page));
  }
  const names = [...Object.keys(FILES), ...Object.keys(PACKAGES).map(packagePath)];
  const texts = [...Object.values(FILES), ...Object.values(PACKAGES)];
  for (const [nth, name] of names.entries()) {
    const file = asset(name.endsWith(".js") ? browserModule(texts[nth]!, name) : texts[nth]!, typeOf(name));
    api.get(`/assets/${name}`, (c) => sendAsset(c, file));
    // A page of another release, open since before, gets what there is.
    api.get(`/assets/:release{[0-9a-f]{12}}/${name}`, (c) => {
      return sendAsset(c, file, c.req.param("release") === RELEASE ? IMMUTABLE : undefined);
    });
  }
}

/**
 * With addresses instead of package names: an import map would be inline code, which the page's policy refuses.
 *
 * @param path of the module below the assets
 */
export function browserModule(text: string, path: string): string {
  const up = "../".repeat(path.split("/").length - 1) || "./";
  return text
    .replace(/^\/\/# sourceMappingURL=.*$/m, "")
    .replace(
      /(\bfrom\s*)"([^"./][^"]*)"/g,
      (whole, from, name) => name in PACKAGES ? `${from}"${up}${packagePath(name)}"` : whole,
    );
}

function packagePath(name: string): string {
  return `packages/${name.replace(/^@/, "").replaceAll("/", "_")}.js`;
}

function typeOf(name: string): "css" | "js" | "svg" {
  return name.split(".").at(-1) as "css" | "js" | "svg";
}
