import { assertEquals } from "@std/assert";
import { it } from "@std/testing/bdd";
import type { Sql } from "../core/connect.ts";

const order = (id: string, user: string, product: string) => `
  insert into orders (order_id, user_id, product_id, quantity, total_amount) values ('${id}', '${user}', '${product}', 1, 1)`;

/** Two users and two products, of which one each was ordered. */
const ONE_ORDER = `
  insert into users (user_id, name) values ('U-1', 'a'), ('U-2', 'b');
  insert into products (product_id, name, category, price) values ('P-1', 'a', 'c', 1), ('P-2', 'b', 'd', 1);
  ${order("O-1", "U-1", "P-1")}`;

const REFUSED: Readonly<Record<string, readonly [statement: string, code: string]>> = {
  "an order of nobody": [order("O-2", "U-9", "P-1"), "23503"],
  "an order of nothing": [order("O-2", "U-1", "P-9"), "23503"],
  "one order of several": [
    `insert into orders (order_id, user_id, product_id, quantity, total_amount)
    select 'N-' || n, case n when 400 then 'U-9' else 'U-2' end, 'P-2', 1, 1 from generate_series(1, 500) n`,
    "23503",
  ],
  "another user": ["update orders set user_id = 'U-9'", "23503"],
  "another product": ["update orders set product_id = 'P-9'", "23503"],
  "a user removed": ["delete from users", "23503"],
  "a product removed": ["delete from products where product_id = 'P-1'", "23503"],
  "a user renamed": ["update users set user_id = 'U-9' where user_id = 'U-1'", "23503"],
  "a product renamed": ["update products set product_id = 'P-9' where product_id = 'P-1'", "23503"],
  "users emptied": ["truncate users", "0A000"],
  "products emptied": ["truncate products", "0A000"],
  "a removal under an old snapshot": [
    "set transaction isolation level repeatable read; delete from users where user_id = 'U-2'",
    "0A000",
  ],
};

/** One after the other, beginning with {@linkcode ONE_ORDER}. */
const ALLOWED = [
  "update users set user_id = 'U-3' where user_id = 'U-2'",
  "delete from users where user_id = 'U-3'",
  "delete from products where product_id = 'P-2'",
  `with u as (insert into users (user_id, name) values ('U-4', 'c')) ${order("O-4", "U-4", "P-1")}`,
  `set transaction isolation level repeatable read; ${order("O-5", "U-4", "P-1")}`,
  "update orders set user_id = 'U-1' where user_id = 'U-4'",
  "delete from users where user_id = 'U-4'",
  "with o as (delete from orders), u as (delete from users) delete from products",
  ONE_ORDER,
  "truncate users, grade_changes, products, orders",
];

/** By whatever statement, no order is left without its user and product. @param open an emptied shop */
export function orderReferencesContract(engine: string, open: () => Promise<{ readonly sql: Sql } & AsyncDisposable>) {
  it(`orders in ${engine} refuse to be left without their user or product`, async () => {
    await using shop = await open();
    await shop.sql.unsafe(ONE_ORDER);
    for (const [what, [statement, code]] of Object.entries(REFUSED)) {
      const refused = await shop.sql.begin((sql) => sql.unsafe(statement)).catch((error) => error);
      assertEquals(refused.code, code, `${what}: ${refused.message}`);
    }
  });

  it(`orders in ${engine} follow their users and products, which go when no order names them`, async () => {
    await using shop = await open();
    await shop.sql.unsafe(ONE_ORDER);
    for (const statement of ALLOWED) await shop.sql.begin((sql) => sql.unsafe(statement));
    assertEquals([...await shop.sql`select order_id from orders`], []);
  });
}
