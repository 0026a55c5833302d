import type { LetterPlace, RedrivenLetters } from "../../../application/shared/redriven_letters.ts";
import type { Process } from "../world.ts";
import type { ShopDatabase } from "./shop_database.ts";

export function redrivenLetters({ postgres, tables }: ShopDatabase, process: Process): RedrivenLetters {
  return {
    among: (places) =>
      postgres.statement(
        process,
        "which letters were sent again",
        (sql) => places.flatMap((place) => sql.get(tables.redriven, keyOf(place)) ?? []),
      ),
    add: (letters) =>
      postgres.statement(process, `note ${letters.length} that were sent again`, async (sql) => {
        for (const letter of letters) await sql.insert(tables.redriven, keyOf(letter), letter);
      }),
  };
}

function keyOf({ topic, partition, offset, logId }: LetterPlace): string {
  return `${logId} ${topic}/${partition}/${offset}`;
}
