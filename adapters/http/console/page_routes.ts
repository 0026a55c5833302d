import type { Api } from "../server/api.ts";
import type { Context } from "hono";
import type { Language } from "../../../domain/shared/language.ts";
import { sha256 } from "../../system/sha256.ts";
import type { CommerceDeps } from "../commerce/deps.ts";
import { type Asset, asset, IMMUTABLE, sendAsset } from "../server/asset.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { languageOf } from "../server/language.ts";
import { pageIn, type PlainContent, plainFigures } from "./plain_page.ts";
import { FILES, PACKAGES } from "./page_assets.ts";

/** Addresses of views: the page decides by the path what it shows. */
const VIEWS = ["orders", "customers", "stores", "sourcing", "operations"];

/** Of everything that the page requests: a release has addresses of its own, and keeps none of another's files. */
export const RELEASE = sha256(JSON.stringify([FILES, PACKAGES])).slice(0, 12);

const VIEW_PATH = new RegExp(`^/(?:(?:${VIEWS.join("|")})(?:/.*)?)?$`);

/** Whether the console is at this address. */
export function isViewPath(path: string): boolean {
  return VIEW_PATH.test(path);
}

interface PageDeps extends Pick<EdgeDeps, "clock" | "log"> {
  readonly commerce: CommerceDeps;
}

/** The first page has today's figures for browsers without scripts, unless the API asks for keys: this address does not. */
export function pageRoutes(api: Api, deps: PageDeps, { asksForKeys }: { readonly asksForKeys: boolean }): void {
  api.get("/", async (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const content = asksForKeys ? "needs_key" : await plainFigures(deps.commerce, deps);
    return sendAsset(c, pageOf(language, content), { byLanguage: true, isKept: false });
  });
  const pages = { en: pageOf("en", "elsewhere"), ko: pageOf("ko", "elsewhere") };
  const sendPage = (c: Context) =>
    sendAsset(c, pages[languageOf(c.req.header("accept-language"))], { byLanguage: true });
  for (const view of VIEWS) {
    api.get(`/${view}`, sendPage);
    api.get(`/${view}/*`, sendPage);
  }
  const names = [...Object.keys(FILES), ...Object.keys(PACKAGES).map(packagePath)];
  const texts = [...Object.values(FILES), ...Object.values(PACKAGES)];
  for (const [nth, name] of names.entries()) {
    const file = asset(name.endsWith(".js") ? browserModule(texts[nth]!, name) : texts[nth]!, typeOf(name));
    api.get(`/assets/${name}`, (c) => sendAsset(c, file));
    // A page of another release, open since before, gets what there is.
    api.get(`/assets/:release{[0-9a-f]{12}}/${name}`, (c) => {
      return sendAsset(c, file, c.req.param("release") === RELEASE ? { cacheControl: IMMUTABLE } : {});
    });
  }
}

function pageOf(language: Language, content: PlainContent): Asset {
  return asset(pageIn(language, content).replaceAll('"/assets/', `"/assets/${RELEASE}/`), "html");
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
