import {
  ANSWER_KEPT_MS,
  type IdempotentAnswers,
  type StoredAnswer,
  UNDER_WAY_MS,
} from "../../../../application/shared/idempotent_answers.ts";
import type { Sql } from "../connect.ts";
import { mapPostgresErrors } from "../map_errors.ts";

export class PostgresIdempotentAnswers implements IdempotentAnswers {
  constructor(private readonly sql: Sql) {}

  begin(key: string, request: string, at: Date): ReturnType<IdempotentAnswers["begin"]> {
    const forgotten = new Date(at.getTime() - ANSWER_KEPT_MS);
    const lost = new Date(at.getTime() - UNDER_WAY_MS);
    return mapPostgresErrors(async () => {
      const begun = await this.sql`
        insert into idempotent_answers as known (key_digest, body_digest, created_at) values (${key}, ${request}, ${at})
        on conflict (key_digest) do update
          set body_digest = excluded.body_digest, status = null, headers = null, body = null,
            created_at = excluded.created_at
          where known.created_at < ${forgotten} or (known.status is null and known.created_at < ${lost})`;
      if (begun.count === 1) return "begun";
      const [known] = await this.sql<{ body_digest: string; status: number | null; headers: object; body: string }[]>`
        select body_digest, status, headers, body from idempotent_answers where key_digest = ${key}`;
      // Released meanwhile: the caller may try again.
      if (!known) return "under_way";
      if (known.body_digest !== request) return "differs";
      const { status, headers, body } = known;
      return status === null ? "under_way" : { status, headers: headers as StoredAnswer["headers"], body };
    });
  }

  finish(key: string, begunAt: Date, { status, headers, body }: StoredAnswer): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.sql`
        update idempotent_answers set status = ${status}, headers = ${
        JSON.stringify(headers)
      }::text::jsonb, body = ${body}
        where key_digest = ${key} and created_at = ${begunAt} and status is null`;
    });
  }

  release(key: string, begunAt: Date): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.sql`
        delete from idempotent_answers where key_digest = ${key} and created_at = ${begunAt} and status is null`;
    });
  }

  sweep(now: Date): Promise<number> {
    return mapPostgresErrors(async () =>
      (await this.sql`
        delete from idempotent_answers where created_at < ${new Date(now.getTime() - ANSWER_KEPT_MS)}`).count
    );
  }
}
