import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { connectServer } from "../../wiring/engines/postgres.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";

export async function cloneDatabase(
  template: ServerDatabase,
): Promise<AsyncDisposable & { readonly database: ServerDatabase }> {
  const url = new URL(template.url);
  const from = decodeURIComponent(url.pathname.slice(1));
  const name = `${from}_${crypto.randomUUID().slice(0, 4)}`;
  const asAdmin = async (work: (admin: Sql) => Promise<unknown>) => {
    const aside = Object.assign(new URL(url), { pathname: "/postgres" }).href;
    const admin = connectServer(template, { url: aside, max: 1, prepare: false });
    await work(admin).finally(() => admin.end());
  };
  await asAdmin(async (admin) => {
    await admin`create database ${admin(name)} template ${admin(from)} strategy file_copy`;
    await admin`checkpoint`;
  });
  return {
    database: { ...template, url: Object.assign(new URL(url), { pathname: `/${name}` }).href },
    [Symbol.asyncDispose]: () => asAdmin((admin) => admin`drop database ${admin(name)} with (force)`),
  };
}
