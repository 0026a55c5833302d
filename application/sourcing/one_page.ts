import { type Explain, explained } from "../shared/join_by_id.ts";
import type { Page } from "./ports/page.ts";

/** Asks for one page of a table, and notes the question. */
export async function onePage<T>(
  explain: Explain | undefined,
  { database, table }: { readonly database: string; readonly table: string },
  ask: () => Promise<Page<T>>,
): Promise<Page<T>> {
  let next: Page<T>["next"] = null;
  const rows = await explained(explain, { database, query: `${table}, one page`, ids: null }, async () => {
    const found = await ask();
    next = found.next;
    return found.rows;
  });
  return { rows, next };
}
