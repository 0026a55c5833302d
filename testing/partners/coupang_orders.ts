import type { FeedRecord } from "../network/feed_server.ts";
import { answered, raw, refused } from "./coupang_gateway.ts";

interface OrderOfTest {
  readonly id: string;
  readonly status: "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED";
  readonly orderedAt: string;
  /** When the order was made, as Coupang lists it; now, without. */
  readonly createdAt?: string;
  readonly buyer?: { readonly name: string };
  readonly receiver: {
    readonly name: string;
    readonly phone: string;
    readonly postcode: string;
    readonly address: string;
  };
  readonly lines: readonly {
    readonly sku?: string;
    readonly quantity: number;
    readonly unitPrice: number;
    readonly cancelled?: number;
  }[];
}

/** What the seller has told of a box. */
interface BoxState {
  readonly acknowledged: Set<string>;
  readonly invoices: Map<string, { readonly deliveryCompanyCode: string; readonly invoiceNumber: string }>;
  readonly cancelled: Set<string>;
}

export interface OrdersOfCoupang extends BoxState {
  readonly orders: FeedRecord[];
  /** Called before a list of sheets is answered: what changes under the reader. */
  beforeSheets: ((query: URLSearchParams) => void) | null;
  answer(request: Request, url: URL): Promise<Response | null>;
}

/** Eighteen digits, as real ones have: no double holds them. */
export function boxIdOf(orderId: string): string {
  return String(642_538_971_000_000_000n + BigInt(orderId));
}

export const ITEMS_FROM = 90_000_000;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const LONGEST_DAYS = 31;

/** Order sheets, what the seller does with them, and receipts of cancellations and returns. */
export function ordersOfCoupang(vendorItemOf: (sku: string) => string | null, vendorId: string): OrdersOfCoupang {
  const state: BoxState = { acknowledged: new Set(), invoices: new Map(), cancelled: new Set() };
  const orders: FeedRecord[] = [];
  const base = new RegExp(`^/v2/providers/openapi/apis/api/v(\\d)/vendors/${vendorId}/(.*)$`);
  const found = (boxId: string) => all().find(({ id }) => boxIdOf(id) === boxId);
  const all = () => orders as unknown as readonly OrderOfTest[];
  const isCancelled = ({ id, status }: OrderOfTest) => status === "CANCELLED" || state.cancelled.has(boxIdOf(id));

  const self: OrdersOfCoupang = {
    ...state,
    orders,
    beforeSheets: null,
    async answer(request, url) {
      const [, version, rest] = base.exec(url.pathname) ?? [];
      const call = `${request.method} v${version} ${rest}`;
      if (call === "GET v4 ordersheets") {
        self.beforeSheets?.(url.searchParams);
        return sheets(url.searchParams);
      }
      if (call === "GET v6 returnRequests") return receipts(url.searchParams);
      const [, boxId] = /^GET v4 ordersheets\/(\d+)$/.exec(call) ?? [];
      if (boxId) {
        const order = found(boxId);
        if (!order || isCancelled(order)) return refused(400, "취소 또는 반품된 주문이거나 없는 배송번호입니다.");
        return answered({ code: 200, message: "OK", data: sheetOf(order) });
      }
      const body = request.method === "GET" ? "" : await request.text();
      if (call === "PUT v4 ordersheets/acknowledgement") return acknowledge(digitsOf(body, "shipmentBoxIds"));
      if (call === "POST v4 orders/invoices") return invoice(body);
      const [, orderId] = /^POST v5 orders\/(\d+)\/cancel$/.exec(call) ?? [];
      if (orderId) return cancel(orderId, body);
      return null;
    },
  };

  function statusOf({ id, status }: OrderOfTest): string {
    const boxId = boxIdOf(id);
    if (status === "SHIPPED") return "DELIVERING";
    if (status === "DELIVERED" || status === "RETURNED") return "FINAL_DELIVERY";
    if (state.invoices.has(boxId)) return "DEPARTURE";
    return state.acknowledged.has(boxId) ? "INSTRUCT" : "ACCEPT";
  }

  function sheetOf(order: OrderOfTest): Record<string, unknown> {
    const { receiver } = order;
    const orderedAt = korean(order.orderedAt);
    return {
      shipmentBoxId: raw(boxIdOf(order.id)),
      orderId: raw(order.id),
      orderedAt,
      paidAt: orderedAt,
      status: statusOf(order),
      orderer: { name: order.buyer?.name ?? "", email: "", safeNumber: "0503-0000-0000", ordererNumber: null },
      receiver: {
        name: receiver.name,
        safeNumber: receiver.phone,
        receiverNumber: null,
        addr1: receiver.address,
        addr2: "",
        postCode: receiver.postcode,
      },
      orderItems: order.lines.map((line, nth) => ({
        vendorItemId: Number((line.sku && vendorItemOf(line.sku)) ?? ITEMS_FROM + nth),
        vendorItemName: "상품, 단일상품",
        shippingCount: line.quantity - (line.cancelled ?? 0),
        cancelCount: line.cancelled ?? 0,
        holdCountForCancel: 0,
        salesPrice: line.unitPrice,
        orderPrice: line.unitPrice * line.quantity,
        discountPrice: null,
        externalVendorSkuCode: line.sku ?? null,
        sellerProductName: "상품",
        sellerProductItemName: "단일상품",
        canceled: false,
      })),
      shippingPrice: 0,
      remotePrice: null,
      parcelPrintMessage: "문 앞",
      splitShipping: false,
      ableSplitShipping: false,
      invoiceNumber: state.invoices.get(boxIdOf(order.id))?.invoiceNumber ?? "",
      overseaShippingInfoDto: { personalCustomsClearanceCode: "", ordererSsn: "", ordererPhoneNumber: "" },
    };
  }

  function sheets(query: URLSearchParams): Response {
    const { createdAtFrom: from = "", createdAtTo: to = "", status, maxPerPage = "50", nextToken } = Object.fromEntries(
      query,
    );
    if (!status) return refused(400, "required parameters are missing: status");
    if (!DAY.test(from) || !DAY.test(to) || from > to) return refused(400, "createdAtFrom, createdAtTo: yyyy-MM-dd");
    if (Date.parse(to) - Date.parse(from) > LONGEST_DAYS * 86_400_000) return refused(400, "the range is too long");
    const size = Number(maxPerPage);
    if (!(size >= 1 && size <= 50)) return refused(400, "maxPerPage: 1 to 50");
    if (nextToken !== undefined && !/^\d+$/.test(nextToken)) return refused(400, "invalid nextToken");
    const listed = all()
      .filter((order) => !isCancelled(order) && statusOf(order) === status)
      .filter((order) => dayOf(order) >= from && dayOf(order) <= to)
      .filter(({ id }) => nextToken === undefined || BigInt(boxIdOf(id)) > BigInt(nextToken))
      .toSorted((a, b) => BigInt(a.id) < BigInt(b.id) ? -1 : 1);
    const page = listed.slice(0, size);
    return answered({
      code: 200,
      message: "OK",
      data: page.map(sheetOf),
      nextToken: listed.length > size ? boxIdOf(page.at(-1)!.id) : "",
    });
  }

  function receipts(query: URLSearchParams): Response {
    const { createdAtFrom: from = "", createdAtTo: to = "", searchType, cancelType, status } = Object.fromEntries(
      query,
    );
    if (searchType !== "timeFrame") return refused(400, "this server answers by the minute alone");
    if (!MINUTE.test(from) || !MINUTE.test(to)) return refused(400, "createdAtFrom, createdAtTo: yyyy-MM-ddTHH:mm");
    if (query.has("nextToken") || query.has("maxPerPage")) return refused(400, "timeFrame has no pages");
    if (cancelType === "CANCEL" && status) return refused(400, "cancelType=CANCEL goes without status");
    if (cancelType !== "CANCEL" && !["RU", "UC", "CC", "PR"].includes(status ?? "")) {
      return refused(400, "status: RU, UC, CC or PR");
    }
    const listed = all().filter((order) => {
      const wasPrepared = state.acknowledged.has(boxIdOf(order.id));
      const kind = isCancelled(order) ? (wasPrepared ? "RU" : "CANCEL") : order.status === "RETURNED" ? "CC" : null;
      return kind === (cancelType ?? status) && `${dayOf(order)}T12:00` >= from && `${dayOf(order)}T12:00` <= to;
    });
    return answered({ code: 200, message: "OK", data: listed.map((order) => receiptOf(order, cancelType ?? status!)) });
  }

  function receiptOf(order: OrderOfTest, kind: string): Record<string, unknown> {
    return {
      receiptId: Number(order.id) + 7_000_000,
      orderId: raw(order.id),
      receiptType: kind === "CANCEL" ? "CANCEL" : "RETURN",
      receiptStatus: kind === "RU" ? "RELEASE_STOP_UNCHECKED" : "RETURNS_COMPLETED",
      createdAt: korean(order.orderedAt),
      modifiedAt: korean(order.orderedAt),
      requesterName: order.buyer?.name ?? "",
      requesterPhoneNumber: "0503-0000-0000",
      cancelReason: "단순변심",
      returnItems: order.lines.map((line, nth) => ({
        vendorItemId: Number((line.sku && vendorItemOf(line.sku)) ?? ITEMS_FROM + nth),
        vendorItemName: "상품, 단일상품",
        purchaseCount: line.quantity,
        cancelCount: line.quantity,
        shipmentBoxId: raw(boxIdOf(order.id)),
        sellerProductName: "상품",
      })),
    };
  }

  function acknowledge(boxIds: readonly string[]): Response {
    const results = boxIds.map((boxId) => {
      const order = found(boxId);
      if (!order) return resultOf(boxId, "NOT_FOUND_SHIPMENT_BOX", `shipmentBoxId (${boxId}) is not found.`);
      if (isCancelled(order) || statusOf(order) !== "ACCEPT") {
        return resultOf(boxId, "INVALID_STATUS", "배송상태를 변경할 수 없습니다. 주문내역을 확인해주세요.");
      }
      state.acknowledged.add(boxId);
      return resultOf(boxId, "OK", "request succeeded.");
    });
    return resultsOf(results);
  }

  function invoice(body: string): Response {
    const { orderSheetInvoiceApplyDtos: [given] } = JSON.parse(body);
    const [boxId] = digitsOf(body, "shipmentBoxId");
    const order = boxId ? found(boxId) : undefined;
    if (!order || !boxId) {
      return resultsOf([resultOf(boxId ?? "0", "NOT_FOUND_SHIPMENT_BOX", "존재하지 않는 배송번호입니다.")]);
    }
    if (isCancelled(order)) return resultsOf([resultOf(boxId, "ORDER_DELIVERY_CANCELED", "취소된 주문건입니다.")]);
    if (statusOf(order) !== "INSTRUCT") {
      return resultsOf([resultOf(boxId, "INVALID_STATUS", "배송진행상태가 유효하지 않습니다.")]);
    }
    if (!/^[0-9A-Za-z-]{5,30}$/.test(given.invoiceNumber)) {
      return resultsOf([resultOf(boxId, "INVALID_INVOICE_NUMBER", "송장번호가 유효하지 않습니다.")]);
    }
    state.invoices.set(boxId, given);
    return resultsOf([resultOf(boxId, "OK", "request succeeded.")]);
  }

  function cancel(orderId: string, body: string): Response {
    const given = JSON.parse(body);
    const order = all().find(({ id }) => id === orderId);
    if (
      given.bigCancelCode !== "CANERR" || given.vendorItemIds.length !== given.receiptCounts.length || !given.userId
    ) {
      return refused(400, "bigCancelCode, vendorItemIds, receiptCounts, userId");
    }
    const isLate = !order || isCancelled(order) || !["ACCEPT", "INSTRUCT"].includes(statusOf(order));
    if (!isLate) state.cancelled.add(boxIdOf(orderId));
    const failedVendorItemIds = isLate ? given.vendorItemIds : [];
    return answered({ code: "200", message: "OK", data: { orderId: raw(orderId), failedVendorItemIds } });
  }

  return self;
}

function resultOf(boxId: string, resultCode: string, resultMessage: string) {
  const succeed = resultCode === "OK";
  return { shipmentBoxId: raw(boxId), succeed, resultCode, retryRequired: false, resultMessage };
}

function resultsOf(results: readonly ReturnType<typeof resultOf>[]): Response {
  const failed = results.filter(({ succeed }) => !succeed).length;
  const responseCode = failed === 0 ? 0 : failed === results.length ? 99 : 1;
  // A key of the system, beyond what a double holds.
  const data = { responseKey: raw("-7326489997410939972"), responseCode, responseMessage: "", responseList: results };
  return answered({ code: "200", message: "OK", data });
}

/** The digits of a field, which `JSON.parse` would round. */
function digitsOf(body: string, field: string): string[] {
  const [, list = ""] = new RegExp(`"${field}":\\[?([\\d,]+)\\]?`).exec(body) ?? [];
  return list.split(",").filter((each) => each !== "");
}

/** Without an offset: Korean. */
function korean(at: string): string {
  return new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 19);
}

function dayOf({ createdAt }: OrderOfTest): string {
  return korean(createdAt ?? new Date().toISOString()).slice(0, 10);
}
