import type { BuyerMessages, BuyerRetention } from "../../../../application/sourcing/ports/buyers.ts";
import type { Found } from "../../../../application/shared/erasure.ts";
import { type BuyerMark, ERASED_PAYLOAD, marksIn } from "../../../../domain/sourcing/buyer.ts";
import { inSource, type SourceDb, type SourceScope } from "../database.ts";
import { ErasedBuyers, patternsOf } from "./erased_buyers.ts";

const PAGE = 500;
const ERASED = JSON.stringify(ERASED_PAYLOAD);

/** Questions, and what of orders and questions could not be read. Of readable orders no buyer is kept. */
export class PostgresBuyerMessages implements BuyerMessages, BuyerRetention {
  readonly name = "Source database";
  readonly #db: SourceDb;
  readonly #erased: ErasedBuyers;

  constructor(db: SourceDb, erased: ErasedBuyers = new ErasedBuyers()) {
    this.#db = db;
    this.#erased = erased;
  }

  erase(marks: readonly BuyerMark[], at: Date): Promise<readonly Found[]> {
    return inSource(this.#db, async (scope) => {
      await this.#erased.add(scope, marks, at);
      // An order's id within a record is a text of it.
      const wanted = new Set([...marks, ...marks.flatMap(asText)]);
      const patterns = patternsOf(marks);
      const questions = await idsOf(
        wanted,
        scope`
        select id, payload from supplier_qna_raw
        where erased_at is null and payload::text ilike any (${patterns}::text[])`,
      );
      const rejects = await idsOf(
        wanted,
        scope`
        select id, payload from supplier_rejects
        where erased_at is null and kind in ('orders', 'qna') and payload ilike any (${patterns}::text[])`,
      );
      return await removed(scope, questions, rejects);
    });
  }

  expire(before: Date): Promise<readonly Found[]> {
    return inSource(this.#db, async (scope) => {
      const questions = await scope`
        select id from supplier_qna_raw where erased_at is null and fetched_at < ${before}`;
      const rejects = await scope`
        select id from supplier_rejects
        where erased_at is null and kind in ('orders', 'qna') and first_seen_at < ${before}`;
      return await removed(scope, questions.map(({ id }) => id), rejects.map(({ id }) => id));
    });
  }
}

function asText(mark: BuyerMark): BuyerMark[] {
  if (!mark.startsWith("order:")) return [];
  const id = mark.slice("order:".length);
  return [...marksIn(id.slice(id.indexOf("/") + 1))];
}

type Row = Record<string, unknown> & { readonly id?: string };

async function idsOf(
  wanted: ReadonlySet<BuyerMark>,
  query: { cursor(rows: number): AsyncIterable<Iterable<Row>> },
): Promise<string[]> {
  const found: string[] = [];
  for await (const rows of query.cursor(PAGE)) {
    for (const { id, payload } of rows) {
      const marks = marksIn(typeof payload === "string" ? JSON.parse(payload) : payload);
      if ([...marks].some((mark) => wanted.has(mark))) found.push(id as string);
    }
  }
  return found;
}

async function removed(
  scope: SourceScope,
  questions: readonly string[],
  rejects: readonly string[],
): Promise<readonly Found[]> {
  const ofQuestions = await scope`
    update supplier_qna_raw set payload = ${ERASED}::text::jsonb, erased_at = now()
    where id = any (${[...questions]}::uuid[]) and erased_at is null`;
  const ofRejects = await scope`
    update supplier_rejects set payload = ${ERASED}, erased_at = now()
    where id = any (${[...rejects]}::uuid[]) and erased_at is null`;
  return [
    { place: "supplier_qna_raw, payloads removed", records: ofQuestions.count },
    { place: "supplier_rejects, payloads removed", records: ofRejects.count },
  ];
}
