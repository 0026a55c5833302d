import { cleanPages } from "../../../adapters/postgres/core/clean_pages.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import type { ErasureDeps } from "../../../application/shared/erasure.ts";
import type { Config } from "../config/config.ts";

interface Tables {
  readonly always: readonly string[];
  /** Rewriting them takes long: only if the register has changed rows, by the place in its certificate. */
  readonly ifChanged?: Readonly<Record<string, string>>;
}

/** An embedded Postgres would keep what was removed in its files until they are used again. */
export function withCleanPages<Id extends string, D extends ErasureDeps<Id>>(
  { database }: Config,
  sql: Sql,
  deps: D,
  { always, ifChanged = {} }: Tables,
): D {
  if (database.kind !== "embedded") return deps;
  const { register, stores } = deps;
  const changed = new Set<string>();
  return {
    ...deps,
    register: {
      name: register.name,
      begin: async (id: Id, at: Date) => {
        const begun = await register.begin(id, at);
        for (const { place, records } of begun.found) {
          if (records !== 0 && ifChanged[place] !== undefined) changed.add(ifChanged[place]);
        }
        return begun;
      },
    },
    stores: [...stores, {
      name: "Postgres (embedded)",
      erase: async (_: Id, at: Date) => {
        const also = [...changed];
        await cleanPages(sql, [...always, ...also]);
        for (const table of also) changed.delete(table);
        return [{ place: "pages and log", records: null, goneBy: at }];
      },
    }],
  };
}
