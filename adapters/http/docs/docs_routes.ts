import type { Api } from "../server/api.ts";
import { type Asset, asset, sendAsset } from "../server/asset.ts";
import initializer from "./initializer.js" with { type: "text" };
import page from "./index.html" with { type: "text" };
import { openapiDocument } from "./openapi_document.ts";

export function docsRoutes(
  api: Api,
  { asyncapi }: { readonly asyncapi: object },
  options: { readonly asksForKeys: boolean },
): void {
  const openapi = once(() => asset(JSON.stringify(openapiDocument(api, options)), "json"));
  const messages = once(() => asset(JSON.stringify(asyncapi), "json"));
  api.get("/openapi.json", (c) => sendAsset(c, openapi()));
  api.get("/asyncapi.json", (c) => sendAsset(c, messages()));

  const index = asset(page, "html");
  const start = asset(initializer, "js");
  api.get("/docs", (c) => sendAsset(c, index));
  api.get("/docs/initializer.js", (c) => sendAsset(c, start));
  // Almost 2 MB: loaded on first use.
  const swagger = once(loadSwagger);
  api.get("/docs/swagger-ui.js", async (c) => sendAsset(c, (await swagger()).script));
  api.get("/docs/swagger-ui.css", async (c) => sendAsset(c, (await swagger()).style));
}

async function loadSwagger(): Promise<{ readonly script: Asset; readonly style: Asset }> {
  const [script, style] = await Promise.all([
    import("swagger-ui-dist/swagger-ui-bundle.js", { with: { type: "text" } }),
    import("swagger-ui-dist/swagger-ui.css", { with: { type: "text" } }),
  ]);
  return { script: asset(script.default, "js"), style: asset(style.default, "css") };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
