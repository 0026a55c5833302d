import { pick, type Random } from "../../../domain/shared/random.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { CachePools, CacheUse, PoolRefresh, PoolRefreshes } from "../../../application/commerce/ports/cache.ts";

/** As in Redis, a read of an empty pool is a miss. */
export class MemoryCachePools implements CachePools, PoolRefreshes {
  readonly #random: Random;
  #users: readonly User[] = [];
  #products: readonly Product[] = [];
  #hits = 0;
  #misses = 0;
  #refresh: PoolRefresh | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  replaceUsers(users: readonly User[]): Promise<void> {
    this.#users = [...users];
    return Promise.resolve();
  }

  replaceProducts(products: readonly Product[]): Promise<void> {
    this.#products = [...products];
    return Promise.resolve();
  }

  removeUser(id: UserId): Promise<boolean> {
    const left = this.#users.filter(({ userId }) => userId !== id);
    const wasThere = left.length < this.#users.length;
    this.#users = left;
    return Promise.resolve(wasThere);
  }

  users(): Promise<User[]> {
    return Promise.resolve([...this.#counted(this.#users)]);
  }

  products(): Promise<Product[]> {
    return Promise.resolve([...this.#counted(this.#products)]);
  }

  randomUser(): Promise<User | null> {
    return Promise.resolve(this.#one(this.#users));
  }

  randomProduct(): Promise<Product | null> {
    return Promise.resolve(this.#one(this.#products));
  }

  sizes(): Promise<{ users: number; products: number }> {
    return Promise.resolve({ users: this.#users.length, products: this.#products.length });
  }

  use(): Promise<CacheUse> {
    const reads = this.#hits + this.#misses;
    const hitRate = reads === 0 ? null : this.#hits / reads;
    return Promise.resolve({ hits: this.#hits, misses: this.#misses, hitRate });
  }

  isConnected(): Promise<boolean> {
    return Promise.resolve(true);
  }

  note(at: Date): Promise<void> {
    this.#refresh = { count: (this.#refresh?.count ?? 0) + 1, at };
    return Promise.resolve();
  }

  last(): Promise<PoolRefresh | null> {
    return Promise.resolve(this.#refresh);
  }

  #one<T>(pool: readonly T[]): T | null {
    return this.#counted(pool).length === 0 ? null : pick(this.#random, pool);
  }

  #counted<T>(pool: readonly T[]): readonly T[] {
    if (pool.length > 0) this.#hits++;
    else this.#misses++;
    return pool;
  }
}
