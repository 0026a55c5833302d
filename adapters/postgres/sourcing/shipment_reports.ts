import type { DueShipment, ShipmentReports } from "../../../application/sourcing/ports/orders.ts";
import type { MarketAccountId, SupplierOrderId } from "../../../domain/sourcing/ids.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { inMarket, type MarketDb } from "./database.ts";

export class PostgresShipmentReports implements ShipmentReports {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  due(accountId: MarketAccountId, limit: number): Promise<DueShipment[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select s.id, s.carrier, s.tracking_number, o.external_order_id, o.external_line_id
        from supplier_orders s join orders o on o.id = s.order_id
        where s.tracking_number is not null and s.shipment_reported_at is null and s.status in ('SHIPPED', 'DELIVERED')
          and (s.shipment_tried_at is null or s.shipment_tried_at < now() - interval '10 minutes')
          and o.market_account_id = ${accountId} and o.status in ('SHIPPED', 'DELIVERED')
        order by s.updated_at, s.id limit ${limit}`).map((row) => ({
        supplierOrderId: row.id,
        externalOrderId: row.external_order_id,
        externalLineId: row.external_line_id,
        carrier: row.carrier ?? "",
        trackingNumber: row.tracking_number,
      }))
    );
  }

  note(id: SupplierOrderId, problem: string | null): Promise<void> {
    return inMarket(this.#db, async (scope) => {
      await scope`
        update orders set problem = ${problem}, updated_at = now()
        where id = (select order_id from supplier_orders where id = ${id}) and problem is distinct from ${problem}`;
      await scope`
        update supplier_orders set shipment_tried_at = now(),
          shipment_reported_at = ${problem === null ? scope`now()` : null}
        where id = ${id}`;
    });
  }
}
