import type { ErasureRegister } from "../../../application/shared/erasure.ts";
import { erasedUser, withoutPerson } from "../../../domain/commerce/erased_user.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import { POSTGRES, type Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import { lockTotals } from "./order_deltas.ts";
import type { ShopDatabase } from "./shop_database.ts";
import { type OrderRow, ORDERS_LOCK } from "./shop_tables.ts";
import { insertNew } from "./store_orders.ts";

/** An erasure then comes whole before or whole after. */
export async function shareOrders({ without }: ShopDatabase, sql: Transaction): Promise<void> {
  await sql.statement("share the lock of orders", async () => {
    if (!without.has("lock of the erasure")) await sql.lock(ORDERS_LOCK, "shared");
  });
}

export async function lockOrders(database: ShopDatabase, sql: Transaction): Promise<void> {
  await sql.statement("lock orders", async () => {
    if (!database.without.has("lock of the erasure")) await sql.lock(ORDERS_LOCK);
  });
  await lockTotals(sql);
}

export function erasedAmongst(
  { tables, without }: ShopDatabase,
  sql: Transaction,
  ids: readonly UserId[],
): Promise<ReadonlySet<UserId>> {
  return sql.statement("look into the register", () => {
    if (without.has("register of the erased")) return new Set<UserId>();
    return new Set(ids.filter((id) => sql.get(tables.erased, id) !== null));
  });
}

interface Arrivals {
  readonly users: readonly User[];
  readonly orders: readonly Order[];
}

/** Leaves out erased users; their orders lose the person. */
export async function withhold(
  database: ShopDatabase,
  sql: Transaction,
  { users, orders }: Arrivals,
): Promise<{ users: User[]; orders: Order[]; erased: readonly UserId[] }> {
  const all = { users: [...users], orders: [...orders], erased: [] };
  if (users.length + orders.length === 0) return all;
  const erased = await erasedAmongst(database, sql, [...users, ...orders].map(({ userId }) => userId));
  if (erased.size === 0) return all;
  const theirs = orders.filter(({ userId }) => erased.has(userId));
  await insertNew(database, sql, "users", theirs.map(({ userId, createdAt }) => erasedUser(userId, createdAt)));
  const blank = database.without.has("blank message") ? (order: Order) => order : withoutPerson;
  return {
    users: users.filter(({ userId }) => !erased.has(userId)),
    orders: orders.map((order) => erased.has(order.userId) ? blank(order) : order),
    erased: [...erased],
  };
}

/** Registers and blanks in one transaction; orders stay, of nobody. */
export function userErasure(
  database: ShopDatabase,
  process: Process,
  topics: readonly string[],
): ErasureRegister<UserId> {
  const { postgres, tables, without } = database;
  return {
    name: POSTGRES,
    begin: (user, at) =>
      postgres.transaction(process, async (sql) => {
        await lockOrders(database, sql);
        const erasedAt = await sql.statement(`register the erased ${user}`, async () => {
          await sql.insert(tables.erased, user, at);
          return sql.get(tables.erased, user)!;
        });
        const blanked = await sql.statement("blank orders", async () => {
          let count = 0;
          for (const order of sql.all(tables.orders).filter(({ userId }) => userId === user)) {
            if (await sql.update(tables.orders, order.orderId, blankedOrder)) count++;
          }
          return count;
        });
        const pending = await sql.statement("blank pending orders", async () => {
          let count = 0;
          for (const { order } of sql.all(tables.pending).filter(({ order }) => order.userId === user)) {
            const isBlanked = await sql.update(tables.pending, order.orderId, (row) => {
              if (isBlank(row.order) || without.has("blank pending orders")) return null;
              return { ...row, order: withoutPerson(row.order) };
            });
            if (isBlanked) count++;
          }
          return count;
        });
        const users = await sql.statement("blank the user", () => blankUser(database, sql, user));
        const waiting = await sql.statement("remove what waits", async () => {
          const theirs = [...sql.entries(tables.outbox)]
            .filter(([, { record }]) => record.key === user && topics.includes(record.topic));
          for (const [key] of theirs) await sql.remove(tables.outbox, key);
          return theirs.length;
        });
        return {
          erasedAt,
          found: [
            { place: "users", records: users },
            { place: "orders, blanked", records: blanked },
            { place: "pending_orders, blanked", records: pending },
            { place: "outbox", records: waiting },
          ],
        };
      }),
  };
}

async function blankUser({ tables, postgres }: ShopDatabase, sql: Transaction, user: UserId): Promise<number> {
  const own = [...sql.all(tables.orders), ...sql.all(tables.pending).map(({ order }) => order)]
    .filter(({ userId }) => userId === user).map(({ createdAt }) => createdAt.getTime());
  if (own.length === 0) return await sql.remove(tables.users, user) === null ? 0 : 1;
  const blank = erasedUser(user, new Date(Math.min(...own)));
  const stamped = { createdDatetime: new Date(postgres.world.now), updatedDatetime: new Date(postgres.world.now) };
  const isNew = await sql.insert(tables.users, user, { ...blank, ...stamped });
  if (isNew) return 0;
  const isChanged = await sql.update(tables.users, user, (known) => {
    if (known.name === "-" && known.isGuest) return null;
    const { grade, createdAt, lastOrderedAt, randomSeed } = known;
    return { ...known, ...blank, grade, createdAt, lastOrderedAt, randomSeed };
  });
  return isChanged ? 1 : 0;
}

function blankedOrder(order: OrderRow): OrderRow | null {
  return isBlank(order) ? null : { ...order, ...withoutPerson(order) };
}

function isBlank({ userName, userRegion, userGender, userAgeGroup, selection }: Order): boolean {
  return userName === "-" && userRegion === null && userGender === null && userAgeGroup === null && selection === null;
}
