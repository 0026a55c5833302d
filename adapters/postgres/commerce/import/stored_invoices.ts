import type { InvoiceTotals, StoredInvoices, StoredLine } from "../../../../application/commerce/ports/import_runs.ts";
import type { OrderId } from "../../../../domain/commerce/order.ts";
import type { Sql } from "../../core/connect.ts";
import { mapPostgresErrors } from "../../core/map_errors.ts";

export class PostgresStoredInvoices implements StoredInvoices {
  constructor(private readonly sql: Sql) {}

  find(ids: readonly OrderId[]): ReturnType<StoredInvoices["find"]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<{ orderId: OrderId; quantity: number; amount: number; run: number | null }[]>`
        select order_id as "orderId", quantity, total_amount as amount, import_run as run from orders
        where order_id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json))`,
    ]);
  }

  ofOthers(invoices: readonly string[], run: number): Promise<string[]> {
    if (invoices.length === 0) return Promise.resolve([]);
    const whole = this.sql`not exists (select from import_runs r where r.run = o.import_run and r.finished_at is null)`;
    // Each branch probes the index: "is distinct from" would read all that the run itself has stored of the invoice, and
    // without a limit Postgres would hash the whole table.
    return mapPostgresErrors(async () =>
      (await this.sql<{ invoice: string }[]>`
        select i.invoice
        from json_array_elements_text(${JSON.stringify(invoices)}::text::json) as i(invoice), lateral (
          (select from orders o where o.invoice = i.invoice and o.import_run is null limit 1)
          union all
          (select from orders o where o.invoice = i.invoice and o.import_run < ${run} and ${whole} limit 1)
          union all
          (select from orders o where o.invoice = i.invoice and o.import_run > ${run} and ${whole} limit 1)
          limit 1
        ) as found`)
        .map(({ invoice }) => invoice)
    );
  }

  linesOfOthers(invoices: readonly string[], products: readonly string[], run: number): Promise<StoredLine[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<StoredLine[]>`
        select order_id as "orderId", invoice, product_id as "productId", quantity, total_amount as amount
        from orders
        where invoice in (select json_array_elements_text(${JSON.stringify(invoices)}::text::json))
          and product_id in (select json_array_elements_text(${JSON.stringify(products)}::text::json))
          and import_run is distinct from ${run}
        order by order_id`,
    ]);
  }

  totalsOfOthers(invoices: readonly string[], run: number): Promise<InvoiceTotals[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<InvoiceTotals[]>`
        select invoice, count(*) as orders, sum(total_amount)::bigint as amount,
          count(*) filter (where quantity < 0) as "takenBack",
          coalesce(sum(total_amount) filter (where quantity < 0), 0)::bigint as refunded
        from orders
        where invoice in (select json_array_elements_text(${JSON.stringify(invoices)}::text::json))
          and import_run is distinct from ${run}
        group by invoice`,
    ]);
  }

  gaps(invoices: readonly string[], run: number): Promise<{ readonly invoice: string; readonly lines: number }[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<{ invoice: string; lines: number }[]>`
        select invoice, max(lines) as lines from import_gaps
        where invoice in (select json_array_elements_text(${JSON.stringify(invoices)}::text::json)) and run <> ${run}
        group by invoice`,
    ]);
  }

  addGaps(run: number, gaps: readonly { readonly invoice: string; readonly lines: number }[]): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.sql`
        insert into import_gaps as g (run, invoice, lines)
        select ${run}, invoice, lines
        from json_to_recordset(${JSON.stringify(gaps)}::text::json) as r(invoice text, lines int)
        on conflict (invoice, run) do update set lines = g.lines + excluded.lines`;
    });
  }
}
