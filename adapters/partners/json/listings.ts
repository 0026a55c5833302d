import type { CallOptions, ListingState, MarketplaceClient } from "../../../application/sourcing/ports/partners.ts";
import { variantName } from "../../../domain/sourcing/variant.ts";
import { idIn, isRefusal, refusalIn, unexpected } from "./answers.ts";
import { JsonCaller, type JsonCallerOptions } from "./json_caller.ts";

/**
 * A marketplace's listings over HTTP, below the account's address:
 *
 * - `POST listings` `{sku, revision, title, price, stock, variants: [{key, name, attributes, price, stock}], …}` with `Idempotency-Key`: `{"id": "…"}`, the same one for the
 *   same key
 * - `PUT listings/<id>` with the same body; 404 or 410 when it is gone
 * - `DELETE listings/<id>`, or `DELETE listings?sku=<sku>` where the id is not known; 404 and 410 are as good as 200
 *
 * 400, 409, 413 and 422 refuse what was sent, `{"reason": "…"}` says why.
 */
export class JsonMarketplaceClient implements MarketplaceClient {
  readonly #api: JsonCaller;

  constructor(options: JsonCallerOptions) {
    this.#api = new JsonCaller(options);
  }

  async publish(listing: ListingState, { signal }: CallOptions): ReturnType<MarketplaceClient["publish"]> {
    const call = { method: "POST", path: "listings", body: bodyOf(listing), key: listing.id } as const;
    const answer = await this.#api.call(call, signal);
    if (isDone(answer.status)) return { outcome: "published", externalId: idIn(answer) };
    if (isRefusal(answer.status)) return refusalIn(answer);
    throw unexpected("publish a listing", answer);
  }

  async change(
    listing: ListingState & { readonly externalId: string },
    { signal }: CallOptions,
  ): ReturnType<MarketplaceClient["change"]> {
    const path = `listings/${encodeURIComponent(listing.externalId)}`;
    const answer = await this.#api.call({ method: "PUT", path, body: bodyOf(listing) }, signal);
    if (isDone(answer.status)) return { outcome: "changed" };
    if (isGone(answer.status)) return { outcome: "unknown" };
    if (isRefusal(answer.status)) return refusalIn(answer);
    throw unexpected("change a listing", answer);
  }

  async withdraw(
    { id, externalId }: Parameters<MarketplaceClient["withdraw"]>[0],
    { signal }: CallOptions,
  ): ReturnType<MarketplaceClient["withdraw"]> {
    const path = externalId === null ? `listings?sku=${id}` : `listings/${encodeURIComponent(externalId)}`;
    const answer = await this.#api.call({ method: "DELETE", path }, signal);
    if (isDone(answer.status) || isGone(answer.status)) return { outcome: "withdrawn" };
    if (isRefusal(answer.status)) return refusalIn(answer);
    throw unexpected("withdraw a listing", answer);
  }
}

function bodyOf({ id, revision, offer: { title, price, stock, variants, details } }: ListingState) {
  const named = variants.map((variant) => ({ name: variantName(variant), ...variant }));
  return { ...details, sku: id, revision, title, price, stock, variants: named };
}

function isDone(status: number): boolean {
  return status >= 200 && status < 300;
}

function isGone(status: number): boolean {
  return status === 404 || status === 410;
}
