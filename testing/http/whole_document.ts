import { createApp } from "../../adapters/http/app.ts";
import { fakeShop } from "./fake_shop.ts";
import { untouchable } from "./serve_app.ts";

// deno-lint-ignore no-explicit-any -- a document is looked at field by field
export type Document = any;

let made: Promise<Document> | undefined;

/** The OpenAPI document of an API with every context, made once. It is not to be changed. */
export function wholeDocument(): Promise<Document> {
  return made ??= make();
}

async function make(): Promise<Document> {
  const nothing = untouchable(() => {});
  const app = createApp(
    fakeShop({ store: nothing, identity: nothing, sourcing: nothing, webhooks: nothing, keys: nothing }).deps,
  );
  try {
    const response = await app.fetch(new Request("http://localhost:8000/openapi.json"));
    return await response.json();
  } finally {
    app.close();
  }
}
