import { answered, refused } from "./coupang_gateway.ts";

export interface ServedItem {
  readonly vendorItemId: string;
  readonly sku: string;
  readonly name: string;
  price: number;
  stock: number;
  isOnSale: boolean;
}

/** Price, stock and code are those of the first item. */
export class ServedProduct {
  isWithdrawn = false;
  /** Coupang knows none: how often it was changed. */
  revision = 1;

  constructor(
    readonly id: string,
    public title: string,
    public statusName: "승인대기중" | "승인완료" | "승인반려",
    readonly items: ServedItem[],
    readonly createdAt = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 19),
  ) {}

  get sku(): string {
    return this.items[0]!.sku;
  }

  get price(): number {
    return this.items[0]!.price;
  }

  get stock(): number {
    return this.items[0]!.stock;
  }

  get isOnSale(): boolean {
    return this.items.some((item) => item.isOnSale);
  }
}

export interface ProductsOfCoupang {
  readonly products: Map<string, ServedProduct>;
  /** Otherwise a new product waits until its `statusName` is 승인완료. */
  approvesAtOnce: boolean;
  vendorItemOf(sku: string): string | null;
  answer(request: Request, url: URL): Promise<Response | null>;
}

const PRODUCTS = "/v2/providers/seller_api/apis/api/v1/marketplace/seller-products";
const ITEM = /^\/v2\/providers\/seller_api\/apis\/api\/v1\/marketplace\/vendor-items\/(\d+)\/(.+)$/;

/** Seller products, and the vendor items that approval gives them. */
export function productsOfCoupang(vendorId: string): ProductsOfCoupang {
  const products = new Map<string, ServedProduct>();
  const bySku = (sku: string) => [...products.values()].filter(({ items }) => items.some((item) => item.sku === sku));
  let nextItem = 70_000_000;
  const self: ProductsOfCoupang = {
    products,
    approvesAtOnce: true,
    vendorItemOf: (sku) => bySku(sku).at(-1)?.items.find((item) => item.sku === sku)?.vendorItemId ?? null,
    async answer(request, url) {
      const { method } = request;
      const path = url.pathname;
      if (path === PRODUCTS && method === "GET") return list(url.searchParams);
      if (path === PRODUCTS) return put(method, await request.json());
      const [, item, act] = ITEM.exec(path) ?? [];
      if (item && act) return onItem(method, item, act);
      if (!path.startsWith(`${PRODUCTS}/`)) return null;
      const rest = path.slice(PRODUCTS.length + 1);
      const [, sku] = /^external-vendor-sku-codes\/(.+)$/.exec(rest) ?? [];
      if (sku) return answered({ code: "SUCCESS", message: "", data: bySku(decodeURIComponent(sku)).map(summaryOf) });
      const product = products.get(rest);
      if (!product) return refused(400, `업체상품[${rest}]을 찾을 수 없습니다.`);
      if (method === "GET") return answered({ code: "SUCCESS", message: "", data: wholeOf(product) });
      if (method !== "DELETE") return null;
      if (product.isOnSale) return answered({ code: "ERROR", message: "판매중인 상품은 삭제할 수 없습니다." });
      product.isWithdrawn = true;
      return answered({ code: "SUCCESS", message: "", data: Number(product.id) });
    },
  };

  // deno-lint-ignore no-explicit-any -- as somebody sent it
  function put(method: string, body: any): Response {
    const given: ReadonlyArray<
      { itemName: string; salePrice: number; maximumBuyCount: number; externalVendorSku: string }
    > = Array.isArray(body.items) ? body.items : [];
    const isWhole = body.vendorId === vendorId && typeof body.sellerProductName === "string" &&
      body.sellerProductName.length <= 100 && body.requested === true && given.length > 0 &&
      new Set(given.map(({ itemName }) => itemName)).size === given.length &&
      given.every((item) =>
        Number.isInteger(item.salePrice) && Number.isInteger(item.maximumBuyCount) &&
        typeof item.externalVendorSku === "string" && item.itemName.length <= 150
      );
    if (!isWhole) return answered({ code: "ERROR", message: "입력값에 오류가 있습니다." });
    const items = given.map((item) => ({
      vendorItemId: String(nextItem++),
      sku: item.externalVendorSku,
      name: item.itemName,
      price: item.salePrice,
      stock: item.maximumBuyCount,
      isOnSale: self.approvesAtOnce,
    }));
    if (method === "PUT") {
      const known = products.get(String(body.sellerProductId));
      if (!known) return answered({ code: "ERROR", message: "업체상품을 찾을 수 없습니다." });
      if (known.items.some(({ name }) => !items.some((item) => item.name === name))) {
        return answered({ code: "ERROR", message: "승인 완료된 옵션은 삭제가 불가능합니다." });
      }
      known.title = body.sellerProductName;
      known.items.push(...items.filter(({ name }) => !known.items.some((item) => item.name === name)));
      return answered({ code: "SUCCESS", message: "", data: Number(known.id) });
    }
    const id = String(30_000_000 + products.size);
    const statusName = self.approvesAtOnce ? "승인완료" : "승인대기중";
    products.set(id, new ServedProduct(id, body.sellerProductName, statusName, items));
    return answered({ code: "SUCCESS", message: "", data: Number(id) });
  }

  function onItem(method: string, id: string, act: string): Response | null {
    const product = [...products.values()].find(({ items }) => items.some(({ vendorItemId }) => vendorItemId === id));
    const item = product?.items.find(({ vendorItemId }) => vendorItemId === id);
    if (!product || !item || product.statusName !== "승인완료" || product.isWithdrawn) {
      return answered({ code: "ERROR", message: "유효하지 않은 옵션입니다." });
    }
    if (method === "GET" && act === "inventories") {
      const { stock: amountInStock, price: salePrice, isOnSale: onSale } = item;
      return answered({
        code: "SUCCESS",
        message: "",
        data: { sellerItemId: Number(id), amountInStock, salePrice, onSale },
      });
    }
    const [, what, value] = /^(prices|quantities|sales)\/(\w+)$/.exec(act) ?? [];
    if (method !== "PUT" || !what) return null;
    product.revision++;
    if (what === "prices") item.price = Number(value);
    else if (what === "quantities") item.stock = Number(value);
    else item.isOnSale = value === "resume";
    return answered({ code: "SUCCESS", message: "변경을 완료했습니다.", data: null });
  }

  function list(query: URLSearchParams): Response {
    if (query.get("vendorId") !== vendorId) return refused(400, "vendorId");
    const page = Number(query.get("nextToken") || "1");
    const size = Number(query.get("maxPerPage") ?? "10");
    if (!(page >= 1) || !(size >= 1 && size <= 100)) return refused(400, "nextToken, maxPerPage");
    const all = [...products.values()].toReversed();
    const shown = all.slice((page - 1) * size, page * size);
    const nextToken = page * size < all.length ? String(page + 1) : "";
    return answered({ code: "SUCCESS", message: "", nextToken, data: shown.map(summaryOf) });
  }

  function summaryOf({ id, title, isWithdrawn, statusName, createdAt }: ServedProduct) {
    return {
      sellerProductId: Number(id),
      sellerProductName: title,
      vendorId,
      brand: "",
      statusName: isWithdrawn ? "상품삭제" : statusName,
      createdAt,
    };
  }

  function wholeOf(product: ServedProduct) {
    const isApproved = product.statusName === "승인완료";
    return {
      ...summaryOf(product),
      items: product.items.map((item) => ({
        sellerProductItemId: Number(item.vendorItemId) + 1_000_000,
        vendorItemId: isApproved ? Number(item.vendorItemId) : null,
        itemName: item.name,
        externalVendorSku: item.sku,
        salePrice: item.price,
        maximumBuyCount: item.stock,
      })),
    };
  }

  return self;
}
