import type { PoolCandidates } from "../../../application/commerce/ports/cache.ts";
import type { Stamps } from "../../../application/commerce/ports/shop.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Process } from "../world.ts";
import { erasedAmongst } from "./erased_users.ts";
import type { ShopDatabase } from "./shop_database.ts";

export function poolCandidates(database: ShopDatabase, process: Process): PoolCandidates {
  const { postgres, tables, without } = database;
  const members = (of: (user: User) => boolean, order: (user: User) => number, limit: number) =>
    postgres.statement(
      process,
      "choose members",
      (sql) =>
        sql.all(tables.users).filter((user) => !user.isGuest && user.status === "ACTIVE" && of(user))
          .sort((a, b) => order(a) - order(b) || (a.userId < b.userId ? -1 : 1)).slice(0, limit).map(unstamped),
    );
  const goods = (of: (product: Product) => boolean, order: (product: Product) => number, limit: number) =>
    postgres.statement(
      process,
      "choose products",
      (sql) =>
        sql.all(tables.products).filter((product) => product.isGoods && of(product))
          .sort((a, b) => order(a) - order(b) || (a.productId < b.productId ? -1 : 1)).slice(0, limit).map(unstamped),
    );
  return {
    buyers: (limit) => members((user) => user.lastOrderedAt !== null, (user) => user.lastOrderedAt!.getTime(), limit),
    newcomers: (limit) => members((user) => user.lastOrderedAt === null, (user) => -user.createdAt.getTime(), limit),
    bestSellers: (limit) => goods((product) => product.orderCount > 0, (product) => -product.orderCount, limit),
    unsold: (limit) => goods((product) => product.orderCount === 0, (product) => -product.createdAt.getTime(), limit),
    erasedAmongst: (users) => {
      if (without.has("look after the pool")) return Promise.resolve([]);
      return postgres.transaction(process, async (sql) => [
        ...await erasedAmongst(database, sql, users.map(({ userId }) => userId)),
      ]);
    },
  };
}

function unstamped<T>({ createdDatetime: _c, updatedDatetime: _u, ...row }: T & Stamps) {
  return row as unknown as T;
}
