import { decideSpelling, type OpenSpelling, openSpellings } from "../../adapters/postgres/core/id_spellings.ts";
import { canonicalId } from "../../domain/shared/outside_id.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { table } from "../wiring/process/table.ts";
import type { Arguments } from "./arguments.ts";
import { openDatabases } from "./open_databases.ts";

/** Lists ids that are stored in two spellings, or decides on one of them. */
export async function decideIds(process: Process, { ids: [key, id], json }: Pick<Arguments, "ids" | "json">) {
  const [main] = await openDatabases(process, "main");
  if (key !== undefined) {
    const decided = await decideSpelling(main!.sql, key, id === undefined ? undefined : canonicalId(id));
    if (decided === null) throw new WrongSettings([`"${key}" is no key of an open id: migrate ids lists them`]);
    return console.log(json ? JSON.stringify({ key, id: decided }) : `${key} is ${decided} now`);
  }
  const open = await openSpellings(main!.sql);
  if (json) return console.log(JSON.stringify({ open }));
  console.log(open.length === 0 ? "Every id has one spelling." : listed(open));
}

/** With code points: the spellings may look alike. */
function listed(open: readonly OpenSpelling[]): string {
  const rows = open.map(({ key, kind, storeId, spelling, id }) => [
    key,
    storeId === null ? kind : `${kind} of ${storeId}`,
    id,
    [...spelling].map((character) => character.codePointAt(0)!.toString(16).padStart(4, "0")).join(" "),
  ]);
  return [
    table([{ title: "KEY" }, { title: "KIND" }, { title: "ID" }, { title: "STORED ALSO AS (CODE POINTS)" }], rows),
    "The same thing: migrate ids KEY merges the two. Another thing: migrate ids KEY ID gives it an id of its own.",
  ].join("\n");
}
