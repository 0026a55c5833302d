import type { Api } from "../server/api.ts";
import { asset, sendAsset } from "../server/asset.ts";
import index from "./index.html" with { type: "text" };
import { FILES, PACKAGES } from "./page_assets.ts";

/** Addresses of views: the page decides by the path what it shows. */
const VIEWS = ["orders", "customers", "stores", "sourcing", "operations"];

export function pageRoutes(api: Api): void {
  const page = asset(index, "html");
  api.get("/", (c) => sendAsset(c, page));
  for (const view of VIEWS) {
    api.get(`/${view}`, (c) => sendAsset(c, page));
    api.get(`/${view}/*`, (c) => sendAsset(c, page));
  }
  for (const [name, text] of Object.entries(FILES)) {
    const file = asset(name.endsWith(".js") ? browserModule(text) : text, typeOf(name));
    api.get(`/assets/${name}`, (c) => sendAsset(c, file));
  }
  for (const [name, text] of Object.entries(PACKAGES)) {
    const file = asset(browserModule(text), "js");
    api.get(`/assets/${packagePath(name)}`, (c) => sendAsset(c, file));
  }
}

/** With addresses instead of package names: an import map would be inline code, which the page's policy refuses. */
export function browserModule(text: string): string {
  return text
    .replace(/^\/\/# sourceMappingURL=.*$/m, "")
    .replace(
      /(\bfrom\s*)"([^"./][^"]*)"/g,
      (whole, from, name) => name in PACKAGES ? `${from}"/assets/${packagePath(name)}"` : whole,
    );
}

function packagePath(name: string): string {
  return `packages/${name.replace(/^@/, "").replaceAll("/", "_")}.js`;
}

function typeOf(name: string): "css" | "js" | "svg" {
  return name.split(".").at(-1) as "css" | "js" | "svg";
}
