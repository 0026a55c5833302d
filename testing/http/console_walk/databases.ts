import { connectPostgres, type Sql } from "../../../adapters/postgres/core/connect.ts";
import { waitUntil } from "../../engines/wait_until.ts";

/** The folders of a running `start`'s databases in its data folder. */
const FOLDERS = { shop: ".", source: "source", dropship: "dropship", market: "market" } as const;

export type Databases = Readonly<Record<keyof typeof FOLDERS, Sql>>;

/** Beside a running `start`. */
export async function openDatabases(folder: string): Promise<{ readonly all: Databases } & AsyncDisposable> {
  const opened = await Promise.all(
    Object.entries(FOLDERS).map(async ([name, of]) => {
      let url: string | null = null;
      await waitUntil(`open the database ${name}`, async () => {
        url = JSON.parse(await Deno.readTextFile(`${folder}/${of}/owner.json`)).url;
        return url !== null;
      });
      return [name, connectPostgres({ url: url!, max: 1 })] as const;
    }),
  );
  return {
    all: Object.fromEntries(opened) as Databases,
    [Symbol.asyncDispose]: async () => void await Promise.all(opened.map(([, sql]) => sql.end({ timeout: 1 }))),
  };
}
