import { reasonOf } from "../../../application/shared/fault.ts";
import {
  type ConnectionRefusal,
  type ConnectionRefusalCode,
  networkCodeOf,
  tlsRefusalOf,
} from "../../system/connection_refusal.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectPostgres, type PostgresOptions } from "./connect.ts";
import { NO_TLS_SPOKEN } from "./connection/open_socket.ts";
import { READ_ONLY } from "./connection/sessions.ts";

const TIMEOUT_MS = 7_000;

/** SQLSTATEs of a refused session. https://www.postgresql.org/docs/16/errcodes-appendix.html */
const REFUSALS: Readonly<Record<string, ConnectionRefusalCode>> = {
  "28P01": "login_refused",
  "28000": "not_allowed",
  "3D000": "no_such_database",
  "53300": "too_many_connections",
  [READ_ONLY]: "read_only",
  [NO_TLS_SPOKEN]: "wants_no_tls",
};

/** Opens one session; returns why that fails, or `null`. Never throws. */
export async function checkPostgresConnection(options: PostgresOptions): Promise<ConnectionRefusal | null> {
  const sql = connectPostgres({ ...options, max: 1 });
  try {
    await withTimeout(TIMEOUT_MS, sql`select 1`);
    return null;
  } catch (error) {
    return postgresRefusalOf(error, options);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export function postgresRefusalOf(
  error: unknown,
  { url, tls = "off" }: Pick<PostgresOptions, "url" | "tls">,
): ConnectionRefusal {
  const { hostname, port } = new URL(url);
  return { code: codeOf(error, tls), detail: reasonOf(error), address: `${hostname}:${port || 5432}` };
}

function codeOf(error: unknown, tls: NonNullable<PostgresOptions["tls"]>): ConnectionRefusalCode {
  const state = String((error as { code?: unknown }).code ?? "");
  const detail = reasonOf(error);
  if (state === "28000" && /certificate/.test(detail)) return "wants_certificate";
  if (state === "28000" && tls === "off" && /no encryption|SSL off/.test(detail)) return "wants_tls";
  if (state === "28000" && /role .* does not exist/.test(detail)) return "login_refused";
  return REFUSALS[state] ?? (tls === "off" ? null : tlsRefusalOf(error)) ?? networkCodeOf(error);
}
