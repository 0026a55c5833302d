import type { Random } from "../../../shared/random.ts";
import { productQuota, topUp } from "../../cache_pool.ts";
import type { Order } from "../../order.ts";
import type { Product, ProductId } from "../../product.ts";

interface Listing {
  product: Product;
  units: number;
  amount: number;
}

export interface ProductTotals {
  readonly productId: string;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

export class HistoryAssortment {
  readonly #listings = new Map<ProductId, Listing>();

  get size(): number {
    return this.#listings.size;
  }

  list(products: readonly Product[]): void {
    for (const product of products) this.#listings.set(product.productId, { product, units: 0, amount: 0 });
  }

  /** All equally likely: products have no `random_seed`. */
  randomPool(size: number, random: Random): Product[] {
    const products = [...this.#listings.values()].map(({ product }) => product);
    for (let index = 0; index < Math.min(size, products.length); index++) {
      const other = index + Math.floor(random() * (products.length - index));
      [products[index], products[other]] = [products[other]!, products[index]!];
    }
    return products.slice(0, size);
  }

  /** The cache worker's pool: 700 best sellers of 1,000, and the 300 newest products without orders. */
  pool(size: number): Product[] {
    const wanted = productQuota(size);
    const products = [...this.#listings.values()].map(({ product }) => product);
    const sold = products.filter(({ orderCount }) => orderCount > 0)
      .sort((a, b) => b.orderCount - a.orderCount || (a.productId < b.productId ? -1 : 1));
    const unsold = products.filter(({ orderCount }) => orderCount === 0)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.productId < b.productId ? -1 : 1));
    const got = {
      established: Math.min(wanted.established, sold.length),
      fresh: Math.min(wanted.fresh, unsold.length),
    };
    const more = topUp(wanted, got);
    return [
      ...unsold.slice(0, got.fresh + more.fresh),
      ...sold.slice(0, got.established + more.established),
    ];
  }

  sell(orders: readonly Order[]): Map<ProductId, number> {
    const sold = new Map<ProductId, number>();
    for (const { productId, quantity, totalAmount } of orders) {
      const listing = this.#listings.get(productId)!;
      listing.units += quantity;
      listing.amount += totalAmount;
      sold.set(productId, (sold.get(productId) ?? 0) + 1);
    }
    for (const [productId, count] of sold) {
      const listing = this.#listings.get(productId)!;
      listing.product = { ...listing.product, orderCount: listing.product.orderCount + count };
    }
    return sold;
  }

  /** By order rows; equal ones by id. */
  top(count: number): ProductTotals[] {
    return [...this.#listings.values()]
      .filter(({ product }) => product.orderCount > 0)
      .sort((a, b) =>
        b.product.orderCount - a.product.orderCount || (a.product.productId < b.product.productId ? -1 : 1)
      )
      .slice(0, count)
      .map(({ product: { productId, orderCount }, units, amount }) => ({
        productId,
        orders: orderCount,
        units,
        amount,
      }));
  }
}
