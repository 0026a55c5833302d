import { z } from "zod";
import type { PartnerAddress, PartnerProtocol } from "../../adapters/partners/protocol.ts";
import { isTemporary, PacedTries } from "../../adapters/partners/paced_tries.ts";
import {
  type FeedAnswer,
  type FeedAttempt,
  FeedRefused,
  PartnerUnavailable,
} from "../../application/sourcing/ports/partners.ts";
import { instant } from "../../domain/shared/instant.ts";
import { parseAs } from "../../domain/shared/parse.ts";
import { accepted } from "../../domain/shared/result.ts";
import { parseStorable } from "../../domain/shared/storable.ts";
import { NOBODY } from "../../domain/sourcing/buyer.ts";
import { benchmarkDraftSchema } from "../../domain/sourcing/benchmark_product.ts";
import { supplierOrderIdSchema } from "../../domain/sourcing/ids.ts";
import { marketOrderSchema } from "../../domain/sourcing/market_order.ts";
import { supplierItemSchema } from "../../domain/sourcing/supplier_item.ts";
import { fromProperties, toProperties } from "./properties.ts";

const record = z.object({ id: z.string().min(1).max(200), updatedAt: instant.nullish().transform((at) => at ?? null) });
const number = z.coerce.number();
const order = z.object({
  id: z.string(),
  status: marketOrderSchema.shape.status,
  orderedAt: instant,
  receiver: z.object({ name: z.string(), phone: z.string(), postcode: z.string(), address: z.string() }),
  deliveryNote: z.string().default(""),
  lines: z.array(z.object({
    id: z.string(),
    sku: z.string().nullish(),
    productName: z.string().default(""),
    optionName: z.string().default(""),
    quantity: number,
    unitPrice: number,
    shippingFee: number.default(0),
  })),
}).transform((read): z.input<typeof marketOrderSchema> => read).pipe(marketOrderSchema);
const item = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.string().default(""),
  category: z.string().default(""),
  price: number,
  shippingFee: number.default(0),
  stock: number.default(0),
}).transform((read): z.input<typeof supplierItemSchema> => ({
  ...read,
  description: "",
  images: [],
  variants: [],
  minimumPrice: 0,
  status: "ON_SALE",
})).pipe(supplierItemSchema);

/** A second protocol, for proving that a protocol is a folder and a line in the registry: lines of `key=text`. */
export const propertiesProtocol: PartnerProtocol = {
  format: {
    supplierRecord(kind, raw) {
      const parsed = parseAs(kind === "items" ? z.intersection(record, item) : record, raw, "record");
      const storable = parsed.ok ? parseStorable(raw, "record") : parsed;
      if (!parsed.ok || !storable.ok) return storable as typeof parsed & { ok: false };
      const { id, updatedAt } = record.parse(raw);
      return accepted({ externalId: id, updatedAt, payload: raw as Record<string, unknown> });
    },
    supplierIdentity: (_, raw) => z.object({ id: record.shape.id }).safeParse(raw).data?.id ?? null,
    supplierItem: (payload) => parseAs(item, payload, "supplier's item"),
    supplierOrder: (payload) =>
      parseAs(
        z.object({ reference: supplierOrderIdSchema.nullish(), status: z.enum(["PLACED", "CONFIRMED", "SHIPPED"]) })
          .transform(({ reference, status }) => ({
            reference: reference ?? null,
            news: { status, carrier: null, trackingNumber: null },
          })),
        payload,
        "supplier's order",
      ),
    marketOrder: (raw) => parseAs(order, raw, "market's order"),
    marketOrderWithoutBuyer(raw) {
      const parsed = parseAs(order, raw, "market's order");
      const receiver = { name: NOBODY, phone: "", postcode: "", address: NOBODY };
      return parsed.ok ? accepted({ ...parsed.value, buyer: null, receiver, deliveryNote: "" }) : parsed;
    },
    marketOrderIdentity(raw) {
      const parsed = record.safeParse(raw).data;
      return parsed ? { externalId: parsed.id, updatedAt: parsed.updatedAt } : null;
    },
    benchmark(raw) {
      const parsed = parseAs(benchmarkDraftSchema, raw, "benchmark product");
      return parsed.ok ? accepted({ ...parsed.value, payload: raw }) : parsed;
    },
  },
  feed(address) {
    const tries = new PacedTries(address);
    return {
      read: ({ kind, cursor }, { signal, onAttempt }) =>
        tries.run<FeedAnswer>("the feed", signal, async (attempt) => {
          const url = `${address.url}/${kind}?limit=10${
            cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`
          }`;
          const began = performance.now();
          const note = (more: Partial<FeedAttempt>) =>
            onAttempt({
              ...{ url, attempt, status: null, items: null, bytes: null, etag: null, error: null },
              durationMs: performance.now() - began,
              ...more,
            });
          const { status, text } = await send(address, "GET", url, { signal });
          if (status === 410) return { answer: { outcome: "gone" } };
          if (status !== 200) {
            await note({ status, error: `HTTP ${status}` });
            if (!isTemporary(status)) throw new FeedRefused(`Cannot read ${url}: HTTP ${status}`);
            return { again: new Error(`HTTP ${status}`), afterMs: null };
          }
          const { items = [], nextCursor = null } = fromProperties(text) as { items?: []; nextCursor?: string };
          await note({ status, items: items.length });
          return { answer: { outcome: "page", records: items, nextCursor, etag: null, asOf: null } };
        }),
    };
  },
  orders(address) {
    const call = caller(address);
    return {
      async place(
        { supplierOrder: { id, supplierItemCode: itemId, quantity, supplyPrice: price }, receiver },
        options,
      ) {
        const body = { reference: id, lines: [{ itemId, quantity, price }], receiver };
        const { status, answer } = await call("POST", "orders", { body, key: id, ...options });
        if (status < 300) return { outcome: "placed", externalId: answer.id! };
        return { outcome: "refused", reason: answer.reason ?? "" };
      },
      async cancel({ id }, options) {
        const { status } = await call("PUT", `orders/${id}/cancellation`, { body: { id }, ...options });
        return { outcome: status === 409 ? "too_late" : status === 202 ? "requested" : "cancelled" };
      },
    };
  },
  listings(address) {
    const call = caller(address);
    const bodyOf = (
      { id, revision, offer: { title, price, stock } }: { id: string; revision: number; offer: Offered },
    ) => ({ sku: id, revision, title, price, stock });
    return {
      async publish(listing, options) {
        const { status, answer } = await call("POST", "listings", {
          body: bodyOf(listing),
          key: listing.id,
          ...options,
        });
        if (status < 300) return { outcome: "published", externalId: answer.id! };
        return { outcome: "refused", reason: answer.reason ?? "" };
      },
      async change(listing, options) {
        const { status } = await call("PUT", `listings/${listing.externalId}`, { body: bodyOf(listing), ...options });
        return { outcome: status === 404 ? "unknown" : "changed" };
      },
      async withdraw({ id, externalId }, options) {
        await call("DELETE", externalId === null ? `listings?sku=${id}` : `listings/${externalId}`, options);
        return { outcome: "withdrawn" };
      },
    };
  },
};

interface Offered {
  readonly title: string;
  readonly price: number;
  readonly stock: number;
}

interface Sent {
  readonly signal: AbortSignal;
  readonly body?: unknown;
  readonly key?: string;
}

function caller(address: PartnerAddress) {
  const tries = new PacedTries(address);
  return (method: string, path: string, sent: Sent) =>
    tries.run("the API", sent.signal, async () => {
      try {
        const { status, text } = await send(address, method, `${address.url}/${path}`, sent);
        if (isTemporary(status)) return { again: new Error(`HTTP ${status}`), afterMs: null };
        if (status === 401) throw new PartnerUnavailable(`Cannot call the API: HTTP ${status}`);
        return { answer: { status, answer: fromProperties(text) as { id?: string; reason?: string } } };
      } catch (error) {
        sent.signal.throwIfAborted();
        if (error instanceof PartnerUnavailable) throw error;
        return { again: error, afterMs: null };
      }
    });
}

async function send({ token }: PartnerAddress, method: string, url: string, { signal, body, key }: Sent) {
  const response = await fetch(url, {
    method,
    signal,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: toProperties(body) }),
  });
  return { status: response.status, text: await response.text() };
}
