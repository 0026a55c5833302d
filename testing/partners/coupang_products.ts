import { answered, refused } from "./coupang_gateway.ts";

export interface ServedProduct {
  readonly id: string;
  readonly sku: string;
  /** Coupang knows none: how often it was changed. */
  revision: number;
  title: string;
  price: number;
  stock: number;
  isWithdrawn: boolean;
  isOnSale: boolean;
  statusName: "승인대기중" | "승인완료" | "승인반려";
  readonly vendorItemId: string;
  readonly createdAt: string;
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
  const bySku = (sku: string) => [...products.values()].filter((each) => each.sku === sku);
  const self: ProductsOfCoupang = {
    products,
    approvesAtOnce: true,
    vendorItemOf: (sku) => bySku(sku).at(-1)?.vendorItemId ?? null,
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
    const [item] = body.items ?? [];
    const isWhole = body.vendorId === vendorId && typeof body.sellerProductName === "string" &&
      body.sellerProductName.length <= 100 && body.requested === true && Number.isInteger(item?.salePrice) &&
      Number.isInteger(item?.maximumBuyCount) && typeof item?.externalVendorSku === "string";
    if (!isWhole) return answered({ code: "ERROR", message: "입력값에 오류가 있습니다." });
    if (method === "PUT") {
      const known = products.get(String(body.sellerProductId));
      if (!known) return answered({ code: "ERROR", message: "업체상품을 찾을 수 없습니다." });
      known.title = body.sellerProductName;
      return answered({ code: "SUCCESS", message: "", data: Number(known.id) });
    }
    const id = String(30_000_000 + products.size);
    products.set(id, {
      id,
      sku: item.externalVendorSku,
      revision: 1,
      title: body.sellerProductName,
      price: item.salePrice,
      stock: item.maximumBuyCount,
      isWithdrawn: false,
      isOnSale: self.approvesAtOnce,
      statusName: self.approvesAtOnce ? "승인완료" : "승인대기중",
      vendorItemId: String(70_000_000 + products.size),
      createdAt: new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 19),
    });
    return answered({ code: "SUCCESS", message: "", data: Number(id) });
  }

  function onItem(method: string, item: string, act: string): Response | null {
    const product = [...products.values()].find(({ vendorItemId }) => vendorItemId === item);
    if (!product || product.statusName !== "승인완료" || product.isWithdrawn) {
      return answered({ code: "ERROR", message: "유효하지 않은 옵션입니다." });
    }
    if (method === "GET" && act === "inventories") {
      const { stock: amountInStock, price: salePrice, isOnSale: onSale } = product;
      return answered({
        code: "SUCCESS",
        message: "",
        data: { sellerItemId: Number(item), amountInStock, salePrice, onSale },
      });
    }
    const [, what, value] = /^(prices|quantities|sales)\/(\w+)$/.exec(act) ?? [];
    if (method !== "PUT" || !what) return null;
    product.revision++;
    if (what === "prices") product.price = Number(value);
    else if (what === "quantities") product.stock = Number(value);
    else product.isOnSale = value === "resume";
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
      items: [{
        sellerProductItemId: Number(product.id) + 1,
        vendorItemId: isApproved ? Number(product.vendorItemId) : null,
        itemName: "단일상품",
        externalVendorSku: product.sku,
        salePrice: product.price,
        maximumBuyCount: product.stock,
      }],
    };
  }

  return self;
}
