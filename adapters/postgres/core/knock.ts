import { reasonOf } from "../../../application/shared/fault.ts";
import { type EntryRefusal, type EntryRefusalKind, hungUpOnTls, tlsRefusalOf } from "../../system/entry_refusal.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectPostgres, type PostgresOptions } from "./connect.ts";

const ANSWER_WITHIN_MS = 7_000;

/**
 * SQLSTATEs of a session that is refused for what it asks for, whoever asks when.
 * https://www.postgresql.org/docs/16/errcodes-appendix.html
 */
const REFUSALS: Readonly<Record<string, EntryRefusalKind>> = {
  "28P01": "login_refused",
  "28000": "not_allowed",
  "3D000": "no_such_database",
};

/** Its own length, and the number 80877103. */
const SSL_REQUEST = Uint8Array.of(0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f);

/** Why Postgres lets nobody in with these options; `null` when it does, and when it can't be reached at all. */
export async function knockAtPostgres(options: PostgresOptions): Promise<EntryRefusal | null> {
  const sql = connectPostgres({ ...options, max: 1 });
  try {
    await withTimeout(ANSWER_WITHIN_MS, sql`select 1`);
    return null;
  } catch (error) {
    const { hostname, port } = new URL(options.url);
    const address = `${hostname}:${port || 5432}`;
    const kind = await kindOf(error, options, address);
    return kind === null ? null : { kind, reason: reasonOf(error), address };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function kindOf(
  error: unknown,
  { tls = "off" }: PostgresOptions,
  address: string,
): Promise<EntryRefusalKind | null> {
  const code = String((error as { code?: unknown }).code ?? "");
  const said = reasonOf(error);
  if (code === "28000" && /certificate/.test(said)) return "wants_certificate";
  if (code === "28000" && tls === "off" && /no encryption|SSL off/.test(said)) return "wants_tls";
  if (REFUSALS[code]) return REFUSALS[code];
  if (tls === "off") return null;
  // A server that is being stopped hangs up just so.
  return tlsRefusalOf(error) ?? (hungUpOnTls(error) && await saysNoToTls(address) ? "wants_no_tls" : null);
}

/** Asks as clients do: https://www.postgresql.org/docs/16/protocol-flow.html#PROTOCOL-FLOW-SSL */
async function saysNoToTls(address: string): Promise<boolean> {
  const ask = async () => {
    const { hostname, port } = new URL(`tcp://${address}`);
    using connection = await Deno.connect({ hostname: hostname.replace(/^\[|\]$/g, ""), port: Number(port) });
    await connection.write(SSL_REQUEST);
    const answer = new Uint8Array(1);
    await connection.read(answer);
    return answer[0] === "N".charCodeAt(0);
  };
  return await withTimeout(ANSWER_WITHIN_MS, ask()).catch(() => false);
}
