import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PAYMENT_METHODS } from "../../../domain/commerce/simulation/tables/payment_methods.ts";
import { type Order, orderIdSchema } from "../../../domain/commerce/order.ts";
import { productIdSchema } from "../../../domain/commerce/product.ts";
import { userIdSchema } from "../../../domain/commerce/user.ts";
import { pick, type Random, seededRandom, wholeBetween } from "../../../domain/shared/random.ts";

export interface ShopSize {
  readonly users: number;
  readonly products: number;
  readonly orders: number;
}

const CATEGORIES = ["식품", "패션의류", "뷰티", "생활용품", "디지털가전", "스포츠", "도서", "반려동물"];
const NAMES = ["김서연", "이도윤", "박하은", "최지호", "정수아", "강민준", "윤지우", "임예준"];
const REGIONS = ["서울특별시", "경기도", "부산광역시", "인천광역시", "대구광역시", "충청남도"];
const AGES = ["20s", "30s", "40s", "50s"];
const SPAN_MS = 1_800_000;

/** @param bought whether every other customer and product has earlier orders */
export async function fillShop(
  sql: Sql,
  { users, products }: Pick<ShopSize, "users" | "products">,
  { bought = false } = {},
): Promise<void> {
  await sql`
    insert into users (user_id, name, gender, age, birth_year, address, address_district, email, created_at,
      last_ordered_at, random_seed)
    select 'U-' || lpad(n::text, 8, '0'), (${NAMES}::text[])[1 + n % 8], case n % 2 when 0 then 'F' else 'M' end,
      20 + n % 40, 1985 - n % 40, (${REGIONS}::text[])[1 + n % 6] || ' 중앙구 큰길 ' || n % 900, '중앙구',
      'user' || n || '@example.com', timestamptz '2025-01-01' + n * interval '10 seconds',
      case when ${bought} and n % 2 = 0 then timestamptz '2026-01-01' + random() * interval '60 days' end, random()
    from generate_series(1, ${users}::int) as n`;
  await sql`
    insert into products (product_id, name, category, brand, org_price, price, created_at, order_count)
    select 'P-' || lpad(n::text, 6, '0'), '상품 ' || n, (${CATEGORIES}::text[])[1 + n % 8], '브랜드 ' || n % 300,
      1000 + n % 90000, 1000 + n % 90000, timestamptz '2025-01-01' + n * interval '1 minute',
      case when ${bought} and n % 2 = 0 then 1 + (random() * 5000)::int else 0 end
    from generate_series(1, ${products}::int) as n`;
  await sql`vacuum (freeze, analyze) users, products`;
  await sql`checkpoint`;
}

/** Orders of about 400 bytes as JSON with evenly distributed customers: the worst case for per-customer totals. */
export function* makeOrders({ users, products, orders }: ShopSize, seed: string): Generator<Order> {
  const random = seededRandom(seed);
  const methods = Object.keys(PAYMENT_METHODS);
  const began = Date.UTC(2026, 2, 2);
  for (let n = 1; n <= orders; n++) {
    yield orderOf(n, random, { users, products, at: began + (n / orders) * SPAN_MS, methods });
  }
}

function orderOf(
  n: number,
  random: Random,
  { users, products, at, methods }: { users: number; products: number; at: number; methods: readonly string[] },
): Order {
  const product = wholeBetween(random, 1, products);
  const user = wholeBetween(random, 1, users);
  return {
    orderId: orderIdSchema.parse(`bench-${String(n).padStart(10, "0")}-${wholeBetween(random, 1e8, 9e8)}`),
    userId: userIdSchema.parse(`U-${String(user).padStart(8, "0")}`),
    productId: productIdSchema.parse(`P-${String(product).padStart(6, "0")}`),
    quantity: wholeBetween(random, 1, 3),
    totalAmount: wholeBetween(random, 1_000, 200_000),
    shippingCost: 3_000,
    discountAmount: 0,
    paymentMethod: pick(random, methods),
    status: "PAID",
    category: CATEGORIES[product % 8]!,
    userName: NAMES[user % 8]!,
    userRegion: REGIONS[user % 6]!,
    userGender: user % 2 === 0 ? "F" : "M",
    userAgeGroup: pick(random, AGES),
    createdAt: new Date(Math.floor(at)),
    invoice: null,
    importRun: null,
    selection: null,
  };
}
