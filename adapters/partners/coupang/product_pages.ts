import { z } from "zod";
import { type FeedAnswer, FeedRefused, type FeedRequest } from "../../../application/sourcing/ports/partners.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import type { MarketProductIdentity } from "../protocol.ts";
import { wireId } from "../json/supplier_format.ts";
import { saidIn } from "./answers.ts";
import type { CoupangCaller } from "./caller.ts";
import { type AttemptLog, readOnce } from "./read_once.ts";

export const PRODUCTS = "/v2/providers/seller_api/apis/api/v1/marketplace/seller-products";

/** Each product is a call of its own. */
const PAGE_SIZE = 20;

const summaries = z.array(z.object({ sellerProductId: wireId }));

/** The list has a summary of each; what is sold, at which price and in which state, is in the product itself. */
export class ProductPages {
  readonly #caller: CoupangCaller;

  constructor(caller: CoupangCaller) {
    this.#caller = caller;
  }

  async read({ cursor }: FeedRequest, options: AttemptLog): Promise<FeedAnswer> {
    const { answer, url, date } = await readOnce(this.#caller, {
      path: PRODUCTS,
      query: {
        vendorId: this.#caller.vendorId,
        maxPerPage: String(PAGE_SIZE),
        ...(cursor === null ? {} : { nextToken: cursor }),
      },
    }, options);
    const said = saidIn(answer);
    if (!said.ok) throw new FeedRefused(`Cannot read ${url}: ${said.reason}`);
    const page = summaries.safeParse(said.data ?? []);
    if (!page.success) throw new FeedRefused(`Cannot read ${url}: the answer is no list of products`);
    const records: unknown[] = [];
    for (const [nth, { sellerProductId }] of page.data.entries()) {
      records.push(await this.#whole(sellerProductId, (said.data as unknown[])[nth], options));
    }
    return { outcome: "page", records, nextCursor: said.nextToken, etag: null, asOf: date };
  }

  /** The summary where the product itself is refused: it may have been deleted since. */
  async #whole(sellerProductId: string, summary: unknown, options: AttemptLog): Promise<unknown> {
    const { answer } = await readOnce(this.#caller, { path: `${PRODUCTS}/${sellerProductId}` }, options);
    const said = saidIn(answer);
    return said.ok && typeof said.data === "object" && said.data !== null ? said.data : summary;
  }
}

const identity = z.object({ sellerProductId: wireId });

export function identifyCoupangProduct(raw: unknown): MarketProductIdentity | null {
  const parsed = identity.safeParse(raw);
  return parsed.success && parseStorable(raw, "market's product").ok
    ? { externalId: parsed.data.sellerProductId, updatedAt: null }
    : null;
}
