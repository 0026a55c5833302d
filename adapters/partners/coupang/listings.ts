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
import { type CoupangSettings, itemsOf, nameOf, sellerProductOf, settingsIn } from "./seller_product.ts";

const ITEMS = "/v2/providers/seller_api/apis/api/v1/marketplace/vendor-items";
const DELETED = /^(DELETED|상품삭제)$/;
const DENIED = /^(DENIED|승인반려)$/;

const summaries = z.array(z.object({ sellerProductId: wireId, statusName: z.string().nullish() }));
const productSchema = z.object({
  sellerProductId: wireId,
  sellerProductName: z.string().catch(""),
  statusName: z.string().nullish(),
  items: z.array(z.looseObject({ vendorItemId: wireId.nullish(), itemName: z.string().catch("") })),
});
type SellerProduct = z.output<typeof productSchema>;
const inventory = z.object({ amountInStock: z.int(), salePrice: z.int(), onSale: z.boolean() });

/**
 * A listing is a seller product with a vendor item a variant; its id is the seller's own code. Coupang has no idempotency keys
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
    const offered = new Map(itemsOf(listing).map((each) => [each.name, each]));
    const there = product.items.filter(isApproved);
    const steps = { stop: [] as CoupangCall[], change: [] as CoupangCall[], resume: [] as CoupangCall[] };
    for (const { vendorItemId, itemName } of there) {
      const path = `${ITEMS}/${vendorItemId}`;
      const call = { method: "GET", path: `${path}/inventories` } as const;
      const now = dataAs(inventory, (await this.#must(call, signal)).data, path);
      // An item can't be taken out of an approved product.
      const { price, stock } = offered.get(itemName) ?? { price: now.salePrice, stock: 0 };
      const put = (rest: string, query = {}) => ({ method: "PUT", path: `${path}/${rest}`, query }) as const;
      if (stock === 0 && now.onSale) steps.stop.push(put("sales/stop"));
      if (now.amountInStock !== stock) steps.change.push(put(`quantities/${stock}`));
      // Otherwise a price may at most be halved or doubled.
      if (now.salePrice !== price) steps.change.push(put(`prices/${price}`, { forceSalePriceUpdate: "true" }));
      if (stock > 0 && !now.onSale) steps.resume.push(put("sales/resume"));
    }
    const known = new Set(product.items.map(({ itemName }) => itemName));
    const isNew = [...offered.keys()].some((name) => !known.has(name));
    if (there.length > 0 && (isNew || product.sellerProductName !== nameOf(listing.offer.title))) {
      steps.change.push(this.#modify(listing, product));
    }
    // First what keeps it from being sold, last what offers it.
    for (const step of [...steps.stop, ...steps.change, ...steps.resume]) {
      const said = await this.#say(step, signal);
      if (!said.ok) return refusal(said.reason);
    }
    const isWhole = !isNew && there.length === product.items.length;
    return isWhole ? { outcome: "changed" } : { outcome: "pending", reason: "Coupang has not approved it yet" };
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

  /** What is there, such as its sellerProductItemId and attributes, and ours over it. */
  #modify(listing: ListingState, { sellerProductId, items }: SellerProduct): CoupangCall {
    const body = sellerProductOf(listing, { vendorId: this.#caller.vendorId, settings: this.#settings });
    const ours = body.items as readonly { readonly itemName: string }[];
    const merged = [
      ...items.filter(({ itemName }) => !ours.some((each) => each.itemName === itemName)),
      ...ours.map((each) => ({ ...items.find(({ itemName }) => itemName === each.itemName), ...each })),
    ];
    return { method: "PUT", path: PRODUCTS, body: { ...body, sellerProductId, items: merged }, isSlow: true };
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

function isApproved<I extends { readonly vendorItemId?: string | null | undefined }>(
  item: I,
): item is I & { readonly vendorItemId: string } {
  return Boolean(item.vendorItemId);
}

/** A product that is not there is told as 404, or as an ERROR that says so. */
function isUnknown({ status, reason }: { readonly status: number; readonly reason: string }): boolean {
  return status === 404 || /찾을 수 없|존재하지 않|없는 상품|not (be )?found|does not exist/i.test(reason);
}
