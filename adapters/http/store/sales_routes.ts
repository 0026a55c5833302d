import { z } from "@hono/zod-openapi";
import { SALE_SORTS } from "../../../application/store/ports/sales.ts";
import { recordSales } from "../../../application/store/record_sales.ts";
import { parseStoreId } from "../../../domain/store/store.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { textFilter, timeFilter } from "../server/filters.ts";
import { listOf, listQuery } from "../server/list.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { faultOf, problemFrom, valueOf } from "../server/refusal.ts";
import type { StoreDeps } from "./deps.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

const MAX_SALES = 1_000;

const SALE = {
  saleId: "R-20260302-17-1",
  menu: "김치찌개",
  price: 9_000,
  quantity: 2,
  soldAt: "2026-03-02T12:10:00+09:00",
};
const RECEIPT = {
  storeId: "1",
  stored: ["R-20260302-17-1"],
  duplicates: [],
  days: ["2026-03-02"],
  receivedAt: "2026-03-02T03:10:02.000Z",
};

const listRoute = describeRoute({
  method: "get",
  path: "/v1/stores/{store}/sales",
  operationId: "listSales",
  tag: STORES_TAG,
  summary: "What a store's tills have sold",
  params: storeParam,
  query: z.object({
    ...listQuery(SALE_SORTS, "-soldAt"),
    menu: textFilter("As it is"),
    from: timeFilter("Sold not before"),
    to: timeFilter("Sold before"),
  }),
  answers: {
    200: json("A page; none of a store that is not known", "SalePage", {
      items: [{ ...SALE, soldAt: "2026-03-02T03:10:00.000Z", receivedAt: RECEIPT.receivedAt }],
      nextCursor: null,
    }),
  },
  problems: ["unavailable"],
});

const route = describeRoute({
  method: "post",
  path: "/v1/stores/{store}/sales",
  operationId: "recordSales",
  tag: STORES_TAG,
  summary: "Store what a till has sold",
  description: [
    `One sale or a list of at most ${MAX_SALES}, all of them or none. Sent again under the same id, a sale changes`,
    "nothing, so after a lost answer the same call may simply be repeated; under the same id with other content it is",
    "refused. A store is made by its first sale.",
  ].join(" "),
  params: storeParam,
  body: {
    schema: {
      oneOf: [ref("NewSale"), { type: "array", items: ref("NewSale"), minItems: 1, maxItems: MAX_SALES }],
    },
    examples: {
      one: { value: SALE },
      list: { value: [SALE, { ...SALE, saleId: "R-20260302-17-2", menu: "계란말이", price: 12_000, quantity: 1 }] },
      takenBack: { value: { ...SALE, saleId: "R-20260302-18-1", quantity: -1 } },
    },
  },
  answers: {
    200: json("All of them were there already", "SalesReceipt", { ...RECEIPT, stored: [], duplicates: RECEIPT.stored }),
    201: json("Stored", "SalesReceipt", RECEIPT),
  },
  problems: ["sale_conflict", "data_refused", "unavailable"],
});

export function salesRoutes(api: Api, deps: StoreDeps & { readonly clock: () => Date }): void {
  api.openapi(listRoute, async (c) => {
    const store = valueOf(parseStoreId(c.req.valid("param").store));
    const { filters, request, body } = listOf(`${listRoute.path} ${store}`, SALE_SORTS, c.req.valid("query"));
    return c.json(body(await deps.sales.sold(store, filters, request)));
  });

  api.openapi(route, async (c) => {
    const body = await readJson(c);
    const isList = Array.isArray(body);
    const list: readonly unknown[] = isList ? body : [body];
    if (list.length === 0 || list.length > MAX_SALES) {
      throw new Problem("invalid_input", `Cannot take ${list.length} sales: expected 1 to ${MAX_SALES}`);
    }
    const receipt = receiptOf(await recordSales(deps, c.req.valid("param").store, list), isList);
    return c.json(receipt, receipt.stored.length > 0 ? 201 : 200);
  });
}

/** Faults at `[3].price` in a list, at `price` in a single sale. */
function receiptOf<T>(result: Result<T>, isList: boolean): T {
  if (result.ok) return result.value;
  const { code, message } = problemFrom(result.refusal);
  const errors = (result.refusal.details ?? []).map((line) => {
    const { at, detail } = faultOf(line);
    const [, index, field = ""] = /^(\d+)(?:\.(.*))?$/s.exec(at) ?? [];
    if (index === undefined) return { at, detail };
    // The parser's name for faults of no single field.
    const place = field === "sale" ? "" : field;
    return { at: isList ? [`[${index}]`, place].filter(Boolean).join(".") : place, detail };
  });
  throw new Problem(code, message, { errors });
}
