import { z } from "zod";
import {
  type FeedAnswer,
  FeedRefused,
  type FeedRequest,
  type RecordFeed,
} from "../../../application/sourcing/ports/partners.ts";
import { saidIn } from "./answers.ts";
import { CoupangCaller, type CoupangOptions } from "./caller.ts";
import { type AttemptLog, readOnce } from "./read_once.ts";
import { beginReading, cursorOf, positionAfter, positionOf, queryOf, readingSteps } from "./order_reading.ts";
import { ProductPages } from "./product_pages.ts";

const records = z.array(z.unknown());

/** Order sheets by status and day, then cancellations and returns; and the seller's own products. */
export class CoupangFeed implements RecordFeed {
  readonly #caller: CoupangCaller;
  readonly #products: ProductPages;
  readonly #clock: () => Date;

  constructor(options: CoupangOptions) {
    this.#caller = new CoupangCaller(options);
    this.#products = new ProductPages(this.#caller);
    this.#clock = options.clock ?? (() => new Date());
  }

  async read(request: FeedRequest, options: AttemptLog): Promise<FeedAnswer> {
    switch (request.kind) {
      case "orders":
        return await this.#readOrders(request, options);
      case "products":
        return await this.#products.read(request, options);
      default:
        throw new FeedRefused(`Cannot read ${request.kind}: Coupang has orders and products`);
    }
  }

  async #readOrders({ cursor, updatedSince }: FeedRequest, options: AttemptLog): Promise<FeedAnswer> {
    const position = cursor === null ? beginReading(updatedSince, this.#clock()) : positionOf(cursor);
    if (position === null) return { outcome: "gone" };
    const step = readingSteps(position)[position.step]!;
    const version = step.list === "ordersheets" ? "v4" : "v6";
    const { answer, url, date } = await readOnce(this.#caller, {
      path: `/v2/providers/openapi/apis/api/${version}/vendors/${this.#caller.vendorId}/${step.list}`,
      query: queryOf(step, position),
      isSlow: true,
    }, options);
    const said = saidIn(answer);
    if (!said.ok) {
      // Tokens are kept for a while only.
      if (position.token !== "" && /token/i.test(said.reason)) return { outcome: "gone" };
      throw new FeedRefused(`Cannot read ${url}: ${said.reason}`);
    }
    const page = records.safeParse(said.data ?? []);
    if (!page.success) throw new FeedRefused(`Cannot read ${url}: the answer is no list`);
    const next = positionAfter(position, step.list === "ordersheets" ? said.nextToken : null);
    return {
      outcome: "page",
      records: page.data,
      nextCursor: next === null ? null : cursorOf(next),
      etag: null,
      asOf: date,
    };
  }
}
