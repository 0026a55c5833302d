import type { Api } from "../server/api.ts";
import type { Context } from "hono";
import type { CommerceDeps } from "../commerce/deps.ts";
import { asset, sendAsset } from "../server/asset.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { languageOf } from "../server/language.ts";
import { pageIn, plainFigures } from "./plain_page.ts";
import { FILES, PACKAGES } from "./page_assets.ts";

/** Addresses of views: the page decides by the path what it shows. */
const VIEWS = ["orders", "customers", "stores", "sourcing", "operations"];

const VIEW_PATH = new RegExp(`^/(?:(?:${VIEWS.join("|")})(?:/.*)?)?$`);

/** Whether the console is at this address. */
export function isViewPath(path: string): boolean {
  return VIEW_PATH.test(path);
}

interface PageDeps extends Pick<EdgeDeps, "clock" | "log"> {
  readonly commerce: CommerceDeps;
}

/** The first page has today's figures for browsers without scripts, unless the API asks for keys: it asks for none. */
export function pageRoutes(api: Api, deps: PageDeps, { asksForKeys }: { readonly asksForKeys: boolean }): void {
  api.get("/", async (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const content = asksForKeys ? "needs_key" : await plainFigures(deps.commerce, deps);
    return sendAsset(c, asset(pageIn(language, content), "html"), { byLanguage: true, isKept: false });
  });
  const pages = { en: asset(pageIn("en", "elsewhere"), "html"), ko: asset(pageIn("ko", "elsewhere"), "html") };
  const sendPage = (c: Context) =>
    sendAsset(c, pages[languageOf(c.req.header("accept-language"))], { byLanguage: true });
  for (const view of VIEWS) {
    api.get(`/${view}`, sendPage);
    api.get(`/${view}/*`, sendPage);
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
