/// <reference lib="dom" />
import { assert } from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { waitUntil } from "../../engines/wait_until.ts";
import type { Databases } from "./databases.ts";
import { type Console, dayBefore, onPage } from "./console_page.ts";

interface Figure {
  readonly name: string;
  readonly shown: (page: Page) => Promise<number>;
  /** One row with `n`. */
  readonly query: (databases: Databases) => PromiseLike<readonly Record<string, unknown>[]>;
}

const GRADES = ["VIP", "GOLD", "SILVER", "BRONZE"];

/** Of each view what it counts, and the same counted from the tables. None goes down while the shop goes on. */
const FIGURES: Readonly<Record<string, readonly Figure[]>> = {
  "/": [
    figure("orders", "#total-orders", ({ shop }) => shop`select count(*) as n from orders`),
    figure("customers", "#total-users", ({ shop }) => shop`select count(*) as n from users`),
    figure("products", "#total-products", ({ shop }) => shop`select count(*) as n from products`),
    figure("sales", ".sales-figures > :nth-child(1) dd >> nth=0", ({ shop }) =>
      shop`
        select coalesce(sum(total_amount), 0) as n from orders
        where created_at >= ${startOfToday()} and created_at <= now() and not reversed`),
    figure("carts", ".sales-figures > :nth-child(2) dd >> nth=0", ({ shop }) =>
      shop`
        select count(distinct (user_id, created_at)) as n from orders
        where created_at >= ${startOfToday()} and created_at <= now() and not reversed`),
  ],
  [`/orders?q=${encodeURIComponent("어제손님 en")}`]: [
    figure(
      "of an order",
      ".list tbody td.number",
      ({ shop }) => shop`select total_amount + shipping_cost as n from orders where user_name = '어제손님 en'`,
    ),
  ],
  "/customers": GRADES.map((grade, nth) =>
    figure(
      grade,
      `[aria-labelledby=grades-of-members] .figures > :nth-child(${nth + 1}) a`,
      ({ shop }) => shop`select count(*) as n from users where grade = ${grade} and not is_guest`,
    )
  ),
  "/stores/cafe-1": [
    ...[{ from: 6, to: 0 }, { from: 13, to: 7 }].map(({ from, to }, nth) =>
      figure(`sold ${from} to ${to} days ago`, `[aria-labelledby=menus-title] .figures dd:not(.quiet) >> nth=${nth}`, ({
        shop,
      }) =>
        shop`
          select coalesce(sum(price * quantity), 0) as n from sales where store_id = 'cafe-1'
            and (sold_at at time zone 'Asia/Seoul')::date between ${dayBefore(from)} and ${dayBefore(to)}`)
    ),
  ],
  "/stores/demo-001": [
    figure("customers today", "[aria-labelledby=visits-title] .column-text >> nth=-1", ({ shop }) =>
      shop`
        select count(distinct customer_id) as n from customer_identities
        where store_id = 'demo-001' and detected_at >= ${startOfToday()}`),
  ],
  "/sourcing": [
    stage(1, "items", ({ source }) => source`select count(*) as n from supplier_item_raw where is_current`),
    stage(2, "products", ({ dropship }) => dropship`select count(*) as n from products`),
    stage(
      3,
      "accepted",
      ({ dropship }) => dropship`select count(*) as n from sourcing_candidates where status = 'ACCEPTED'`,
    ),
    stage(4, "listings", ({ market }) => market`select count(*) as n from market_listings where status = 'PUBLISHED'`),
    stage(5, "orders", ({ market }) => market`select count(*) as n from orders`),
  ],
  "/operations": [
    {
      name: "keys",
      shown: (page) => page.getByRole("table", { name: "Keys of the API" }).locator("tbody tr").count(),
      query: ({ shop }) => shop`select count(*) as n from api_keys`,
    },
    figure("days with a partition", "[aria-labelledby=retention-title] .figures dd >> nth=0", ({ shop }) =>
      shop`
        select floor(extract(epoch from
          make_timestamptz(max(right(relname, 4)::integer) + 1, 1, 1, 0, 0, 0, 'UTC') - now()) / 86400) as n
        from pg_inherits join pg_class on oid = inhrelid where inhparent = 'customer_identities'::regclass`),
  ],
};

/** What every view shows is in the tables: not less than before the view was opened, not more than afterwards. */
export async function compareWithTables(shop: Console, databases: Databases): Promise<void> {
  await onPage(shop, "", async (page) => {
    for (const [view, figures] of Object.entries(FIGURES)) {
      const low = await countAll(figures, databases);
      await page.goto(shop.base + view);
      for (const [nth, { name, shown }] of figures.entries()) {
        let value = NaN;
        await waitUntil(`see ${view} show ${name}`, async () => {
          value = await shown(page);
          return value >= low[nth]!;
        });
        const [high] = await countAll([figures[nth]!], databases);
        assert(value <= high!, `${view} shows ${name}: ${value}; the tables have ${low[nth]} to ${high}`);
      }
    }
  });
}

function figure(name: string, selector: string, query: Figure["query"]): Figure {
  return { name, query, shown: (page) => numberIn(page.locator(selector)) };
}

/** Of the funnel. */
function stage(nth: number, name: string, query: Figure["query"]): Figure {
  return figure(name, `.funnel li:nth-child(${nth}) b`, query);
}

async function numberIn(box: Locator): Promise<number> {
  const text = (await box.textContent())!.replaceAll(/[^\d-]/g, "");
  return text === "" ? NaN : Number(text);
}

async function countAll(figures: readonly Figure[], databases: Databases): Promise<number[]> {
  const counted: number[] = [];
  for (const { query } of figures) counted.push(Number((await query(databases))[0]!.n));
  return counted;
}

function startOfToday(): string {
  return `${dayBefore(0)}T00:00:00+09:00`;
}
