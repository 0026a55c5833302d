import type { ErasureRegister } from "../../../application/shared/erasure.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import { ANSWERS_GONE_AFTER_MS } from "../../../application/shared/idempotent_answers.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { Sql } from "../core/connect.ts";
import { noteKey } from "../core/erasure_key.ts";
import { lockCustomer } from "./customers.ts";
import { transaction } from "../core/map_errors.ts";
import { forgetTold } from "../core/webhook_events.ts";

type Begun = Awaited<ReturnType<ErasureRegister<CustomerId>["begin"]>>;

/** Registers and erases in one transaction. */
export class PostgresErasureRegister implements ErasureRegister<CustomerId> {
  readonly name = "Postgres";
  readonly #sql: Sql;
  readonly #topic: string;
  readonly #digests: ErasureDigests;

  /** @param topic of the customer's events in the outbox */
  constructor(sql: Sql, topic: string, digests: ErasureDigests = new ErasureDigests()) {
    this.#sql = sql;
    this.#topic = topic;
    this.#digests = digests;
  }

  begin(customer: CustomerId, at: Date): Promise<Begun> {
    return transaction(this.#sql, async (sql) => {
      const made = await lockCustomer(sql, customer, at);
      await noteKey(sql, this.#digests);
      const { isKeyed } = this.#digests;
      // An earlier version's digest of the same id gets the key here.
      const [earlier] = await sql<{ erased_at: Date | null }[]>`
          delete from erased_customers where ${isKeyed} and customer_digest = ${this.#digests.bare(customer)}
          returning case when readmitted_at is null then erased_at end as erased_at`;
      const [row] = await sql<{ erased_at: Date }[]>`
          insert into erased_customers as known (customer_digest, keyed, erased_at)
          values (${this.#digests.of(customer)}, ${isKeyed}, ${earlier?.erased_at ?? at})
          on conflict (customer_digest) do update set
            erased_at = case when known.readmitted_at is null then known.erased_at else excluded.erased_at end,
            readmitted_at = null
          returning erased_at`;
      const told = await sql`delete from confidence_feedback where customer_id = ${customer}`;
      const identities = await sql`delete from customer_identities where customer_id = ${customer}`;
      // Waits for one being relayed, which the recorder then refuses.
      const waiting = await sql`
          delete from outbox
          where topic in (${this.#topic}, ${`${this.#topic}.dlq`}) and key = convert_to(${customer}, 'UTF8')`;
      const webhooks = await forgetTold(sql, "customer", customer);
      await sql`delete from customers where customer_id = ${customer}`;
      return {
        erasedAt: row!.erased_at,
        found: [
          { place: "customers", records: 1 - made.count },
          { place: "customer_identities", records: identities.count },
          { place: "confidence_feedback", records: told.count },
          { place: "outbox", records: waiting.count },
          { place: "webhook_outbox", records: webhooks },
          {
            place: "idempotent_answers",
            records: null,
            goneBy: new Date(row!.erased_at.getTime() + ANSWERS_GONE_AFTER_MS),
          },
        ],
      };
    });
  }
}
