import { z } from "zod";
import {
  type CallOptions,
  type ListingState,
  type MarketplaceClient,
  PartnerUnavailable,
} from "../../../application/sourcing/ports/partners.ts";
import type { ListingId } from "../../../domain/sourcing/ids.ts";
import { wireId } from "../json/supplier_format.ts";
import { dataAs, refusal, type Said, saidIn } from "./answers.ts";
import { type CoupangCall, CoupangCaller, type CoupangOptions } from "./caller.ts";
import { PRODUCTS } from "./product_pages.ts";
import { type CoupangSettings, nameOf, sellerProductOf, settingsIn } from "./seller_product.ts";

const ITEMS = "/v2/providers/seller_api/apis/api/v1/marketplace/vendor-items";
const DELETED = /^(DELETED|상품삭제)$/;
const DENIED = /^(DENIED|승인반려)$/;

const summaries = z.array(z.object({ sellerProductId: wireId, statusName: z.string().nullish() }));
const productSchema = z.object({
  sellerProductId: wireId,
  sellerProductName: z.string().catch(""),
  statusName: z.string().nullish(),
  items: z.array(z.looseObject({ vendorItemId: wireId.nullish() })),
});
type SellerProduct = z.output<typeof productSchema>;
const inventory = z.object({ amountInStock: z.int(), salePrice: z.int(), onSale: z.boolean() });

/**
 * A listing is a seller product with one vendor item; its id is the seller's own code. Coupang has no idempotency keys
 * and no revisions: a product is looked for by that code before every try to create it, and a change is compared with
 * what is there.
 */
export class CoupangMarketplaceClient implements MarketplaceClient {
  readonly #caller: CoupangCaller;
  readonly #settings: CoupangSettings;

  constructor(options: CoupangOptions) {
    this.#caller = new CoupangCaller(options);
    this.#settings = settingsIn(options.settings);
  }

  async publish(listing: ListingState, { signal }: CallOptions): ReturnType<MarketplaceClient["publish"]> {
    const body = sellerProductOf(listing, { vendorId: this.#caller.vendorId, settings: this.#settings });
    const create = { method: "POST", path: PRODUCTS, body, isSlow: true } as const;
    return await this.#caller.tries.run<Awaited<ReturnType<MarketplaceClient["publish"]>>>(
      this.#caller.service,
      signal,
      async () => {
        const known = await this.#find(listing.id, signal);
        if (known !== null) return { answer: { outcome: "published", externalId: known } };
        const tried = await this.#caller.once(create, signal);
        if ("again" in tried) return tried;
        const said = saidIn(tried.answer);
        if (!said.ok) return { answer: refusal(said.reason) };
        return { answer: { outcome: "published", externalId: dataAs(wireId, said.data, "the new product's id") } };
      },
    );
  }

  async change(
    listing: ListingState & { readonly externalId: string },
    { signal }: CallOptions,
  ): ReturnType<MarketplaceClient["change"]> {
    const product = await this.#read(listing.externalId, signal);
    if (product === null) return { outcome: "unknown" };
    if (DENIED.test(product.statusName ?? "")) return refusal("Coupang has not approved it (승인반려): see Wing");
    const [item] = product.items;
    if (!item?.vendorItemId) return { outcome: "pending", reason: "Coupang has not approved it yet" };
    const { title, price, stock } = listing.offer;
    const path = `${ITEMS}/${item.vendorItemId}`;
    const now = dataAs(
      inventory,
      (await this.#must({ method: "GET", path: `${path}/inventories` }, signal)).data,
      path,
    );
    // First what keeps it from being sold, last what offers it.
    const steps: CoupangCall[] = [
      ...(stock === 0 && now.onSale ? [{ method: "PUT", path: `${path}/sales/stop` } as const] : []),
      ...(now.amountInStock === stock ? [] : [{ method: "PUT", path: `${path}/quantities/${stock}` } as const]),
      ...(now.salePrice === price ? [] : [
        {
          method: "PUT",
          path: `${path}/prices/${price}`,
          // Otherwise a price may at most be halved or doubled.
          query: { forceSalePriceUpdate: "true" },
        } as const,
      ]),
      ...(product.sellerProductName === nameOf(title) ? [] : [this.#rename(listing, product)]),
      ...(stock > 0 && !now.onSale ? [{ method: "PUT", path: `${path}/sales/resume` } as const] : []),
    ];
    for (const step of steps) {
      const said = await this.#say(step, signal);
      if (!said.ok) return refusal(said.reason);
    }
    return { outcome: "changed" };
  }

  async withdraw(
    { id, externalId }: Parameters<MarketplaceClient["withdraw"]>[0],
    { signal }: CallOptions,
  ): ReturnType<MarketplaceClient["withdraw"]> {
    const known = externalId ?? await this.#find(id, signal);
    const product = known === null ? null : await this.#read(known, signal);
    if (product === null) return { outcome: "withdrawn" };
    const items = product.items.flatMap(({ vendorItemId }) => vendorItemId ?? []);
    for (const item of items) {
      const said = await this.#say({ method: "PUT", path: `${ITEMS}/${item}/sales/stop` }, signal);
      if (!said.ok) return refusal(said.reason);
    }
    const deleted = await this.#say({ method: "DELETE", path: `${PRODUCTS}/${product.sellerProductId}` }, signal);
    // Stopped is withdrawn; what is not approved yet can only be deleted.
    return deleted.ok || items.length > 0 ? { outcome: "withdrawn" } : refusal(deleted.reason);
  }

  #rename(listing: ListingState, { sellerProductId, items }: SellerProduct): CoupangCall {
    const body = sellerProductOf(listing, { vendorId: this.#caller.vendorId, settings: this.#settings });
    const [item] = body.items as [Record<string, unknown>];
    // What is there, such as its sellerProductItemId and attributes, and ours over it.
    const merged = { ...items[0], ...item };
    return { method: "PUT", path: PRODUCTS, body: { ...body, sellerProductId, items: [merged] }, isSlow: true };
  }

  /** The living product of this code. */
  async #find(id: ListingId, signal: AbortSignal): Promise<string | null> {
    const said = await this.#say({ method: "GET", path: `${PRODUCTS}/external-vendor-sku-codes/${id}` }, signal);
    if (!said.ok) {
      if (isUnknown(said)) return null;
      throw new PartnerUnavailable(`Cannot look for the product ${id}: ${said.reason}`);
    }
    const found = dataAs(summaries, said.data ?? [], "the products of a code");
    return found.find(({ statusName }) => !DELETED.test(statusName ?? ""))?.sellerProductId ?? null;
  }

  async #read(sellerProductId: string, signal: AbortSignal): Promise<SellerProduct | null> {
    const said = await this.#say({ method: "GET", path: `${PRODUCTS}/${encodeURIComponent(sellerProductId)}` }, signal);
    if (!said.ok) {
      if (isUnknown(said)) return null;
      throw new PartnerUnavailable(`Cannot read the product ${sellerProductId}: ${said.reason}`);
    }
    const product = dataAs(productSchema, said.data, `the product ${sellerProductId}`);
    return DELETED.test(product.statusName ?? "") ? null : product;
  }

  async #say(call: CoupangCall, signal: AbortSignal): Promise<Said & { readonly status: number }> {
    const answer = await this.#caller.call(call, signal);
    return { ...saidIn(answer), status: answer.status };
  }

  async #must(call: CoupangCall, signal: AbortSignal): Promise<Said & { readonly ok: true }> {
    const said = await this.#say(call, signal);
    if (said.ok) return said;
    throw new PartnerUnavailable(`Cannot read ${call.path}: ${said.reason}`);
  }
}

/** A product that is not there is told as 404, or as an ERROR that says so. */
function isUnknown({ status, reason }: { readonly status: number; readonly reason: string }): boolean {
  return status === 404 || /찾을 수 없|존재하지 않|없는 상품|not (be )?found|does not exist/i.test(reason);
}
