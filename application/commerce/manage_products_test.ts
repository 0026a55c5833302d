import { assert, assertEquals } from "@std/assert";
import type { Product, ProductId } from "../../domain/commerce/product.ts";
import { changeProduct, createProduct, readProduct, removeProduct } from "./manage_products.ts";
import { parseProductDrafts } from "./parse_drafts.ts";
import type { May, Products, Stamps } from "./ports/shop.ts";
import type { ProductChanges } from "../../domain/commerce/product_listing.ts";

const now = new Date("2026-03-02T03:00:00Z");

class StoredProducts implements Products {
  readonly rows = new Map<ProductId, Product & Stamps>();
  readonly withOrders = new Set<string>();

  find(id: ProductId) {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  add(product: Product) {
    if (this.rows.has(product.productId)) return Promise.resolve("exists" as const);
    this.rows.set(product.productId, { ...product, createdDatetime: now, updatedDatetime: now });
    return Promise.resolve("added" as const);
  }

  change(id: ProductId, changes: ProductChanges, may: May<Product> = () => true) {
    const row = this.rows.get(id);
    if (row && !may(row)) return Promise.resolve("refused" as never);
    if (row) this.rows.set(id, { ...row, ...changes });
    return this.find(id);
  }

  remove(id: ProductId) {
    if (this.withOrders.has(id)) return Promise.resolve("has_orders" as const);
    return Promise.resolve(this.rows.delete(id) ? "removed" as const : "unknown" as const);
  }
}

function arrange() {
  let ids = 0;
  return { products: new StoredProducts(), clock: () => now, newId: () => String(++ids) };
}

async function create(deps: ReturnType<typeof arrange>, draft: unknown) {
  const parsed = parseProductDrafts(deps, [draft]);
  return parsed.ok ? await createProduct(deps, parsed.value[0]!) : parsed;
}

function codeOf(result: { ok: boolean; refusal?: { code: string } }): string {
  return result.ok ? "ok" : result.refusal!.code;
}

const draft = { productId: "P1001", name: "MacBook Pro", category: "Electronics", price: 3_000_000 };

Deno.test("createProduct stores the seed's example and refuses its id on the second call", async () => {
  const deps = arrange();
  const created = await create(deps, draft);
  assert(created.ok);
  assertEquals([created.value.orgPrice, created.value.createdDatetime], [3_000_000, now]);
  assertEquals(codeOf(await create(deps, draft)), "product_exists");
  assertEquals(codeOf(await create(deps, { ...draft, price: -1 })), "invalid_input");
});

Deno.test("changeProduct changes given fields", async () => {
  const deps = arrange();
  await create(deps, draft);
  const changed = await changeProduct(deps, "P1001", { stock: 7 });
  assertEquals(changed.ok && [changed.value.stock, changed.value.price], [7, 3_000_000]);
  assertEquals(codeOf(await changeProduct(deps, "P1001", { orderCount: 7 })), "invalid_input");
});

Deno.test("removeProduct removes, and refuses products with orders", async () => {
  const deps = arrange();
  await create(deps, draft);
  deps.products.withOrders.add("P1001");
  assertEquals(codeOf(await removeProduct(deps, "P1001")), "product_has_orders");
  deps.products.withOrders.clear();
  assertEquals(await removeProduct(deps, "P1001"), { ok: true, value: { productId: "P1001" } });
});

Deno.test("readProduct, changeProduct and removeProduct refuse an unknown product", async () => {
  const deps = arrange();
  for (const id of ["nothing", "", "x".repeat(51)]) {
    assertEquals(codeOf(await readProduct(deps, id)), "unknown_product");
    assertEquals(codeOf(await changeProduct(deps, id, { stock: 1 })), "unknown_product");
    assertEquals(codeOf(await removeProduct(deps, id)), "unknown_product");
  }
});
