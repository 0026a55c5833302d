import { stringify } from "csv-stringify/sync";
import type { OrderFilters, ShopLists } from "../../../application/commerce/ports/lists.ts";
import type { Stamps } from "../../../application/commerce/ports/shop.ts";
import type { Page } from "../../../application/shared/page.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { seoulText } from "../../../domain/commerce/seoul_time.ts";
import type { Language } from "../../../domain/shared/language.ts";

type Row = Order & Stamps;

/** In the order of the columns, with the words of a Korean shop. */
const COLUMNS: readonly { readonly field: keyof Row; readonly ko: string }[] = [
  { field: "orderId", ko: "주문번호" },
  { field: "createdAt", ko: "주문일시" },
  { field: "status", ko: "상태" },
  { field: "userId", ko: "고객번호" },
  { field: "userName", ko: "고객명" },
  { field: "userRegion", ko: "지역" },
  { field: "productId", ko: "상품코드" },
  { field: "category", ko: "카테고리" },
  { field: "quantity", ko: "수량" },
  { field: "totalAmount", ko: "금액" },
  { field: "shippingCost", ko: "배송비" },
  { field: "discountAmount", ko: "할인액" },
  { field: "paymentMethod", ko: "결제수단" },
  { field: "invoice", ko: "원주문번호" },
];

/** So much a query, and so much in memory. */
const PAGE = 1_000;
/** Excel shows UTF-8 as such only behind it. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * The orders of a filter as CSV, newest first, at most `most` of them; where there are more, a last line says so. Text
 * that a spreadsheet would run as a formula has an apostrophe before it. Begins when it is read.
 */
export function ordersCsv(
  lists: Pick<ShopLists, "orders">,
  filters: OrderFilters,
  { language, most }: { readonly language: Language; readonly most: number },
): ReadableStream<Uint8Array> {
  return ReadableStream.from(linesOf(lists, filters, language, most)).pipeThrough(new TextEncoderStream());
}

async function* linesOf(
  lists: Pick<ShopLists, "orders">,
  filters: OrderFilters,
  language: Language,
  most: number,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + textOf([COLUMNS.map(({ field, ko }) => language === "ko" ? ko : field)]);
  let written = 0;
  let page: Page<Row> = { items: [], next: null };
  do {
    const limit = Math.min(PAGE, most - written);
    page = await lists.orders(filters, { limit, after: page.next, sort: "createdAt", descending: true });
    written += page.items.length;
    if (page.items.length > 0) {
      yield textOf(page.items.map((order) => COLUMNS.map(({ field }) => cellOf(order[field]))));
    }
  } while (page.next !== null && written < most);
  if (page.next !== null) yield textOf([[MORE[language].replace("{most}", `${most}`)]]);
}

const MORE: Readonly<Record<Language, string>> = {
  en: "There are more than {most} orders: narrow the filter, such as to a day",
  ko: "주문이 {most}건보다 많습니다. 하루로 줄이는 등 조건을 좁혀 주세요",
};

function textOf(rows: readonly (readonly unknown[])[]): string {
  return stringify(rows as unknown[][], {
    record_delimiter: "windows",
    escape_formulas: true,
    // A negative amount is a number and no formula.
    cast: { number: (value) => ({ value: `${value}`, escape_formulas: false }) },
  });
}

/** Times as Seoul's clock shows them. */
function cellOf(value: Row[keyof Row]): unknown {
  return value instanceof Date ? seoulText(value) : value ?? "";
}
