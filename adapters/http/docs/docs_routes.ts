import { importOnDemand } from "../../system/asset_url.ts";
import { onceSuccessful } from "../../../application/shared/single_flight.ts";
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
  // 13 MB: fetched and loaded on first use.
  const swagger = onceSuccessful(loadSwagger);
  api.get("/docs/swagger-ui.js", async (c) => sendAsset(c, (await swagger()).script));
  api.get("/docs/swagger-ui.css", async (c) => sendAsset(c, (await swagger()).style));
}

interface Swagger {
  readonly script: Asset;
  readonly style: Asset;
}

async function loadSwagger(): Promise<Swagger> {
  const { script, style } = await importOnDemand<typeof import("./swagger_files.ts")>(
    "adapters/http/docs/swagger_files.ts",
  );
  return { script: asset(script, "js"), style: asset(style, "css") };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
