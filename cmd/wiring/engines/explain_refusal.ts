import type { EntryRefusal } from "../../../adapters/system/entry_refusal.ts";
import type { KafkaConfig, RedisConfig } from "../config/config.ts";
import type { ServerDatabase } from "../config/database_config.ts";
import { WrongSettings } from "../config/settings.ts";

/** Whose settings a refusal is about, in the words of messages. */
interface Settings {
  readonly engine: "DATABASE" | "REDIS" | "KAFKA";
  /** The variable with the address. */
  readonly address: string;
  /** Where user and password stand. */
  readonly login: string;
  /** How TLS is switched on, and off; each behind "set". */
  readonly tlsOn: string;
  readonly tlsOff: string;
  /** What the engine knows the client by, for the log; no password. */
  readonly mechanism: string | null;
  readonly caFile: string | null;
  readonly hasCertificate: boolean;
}

/** What is wrong, naming the setting, and how to mend it. */
export interface Explanation {
  readonly problem: string;
  readonly mend: string;
}

export function kafkaSettings({ sasl, caFile, certificate }: KafkaConfig): Settings {
  return {
    engine: "KAFKA",
    address: "KAFKA_BROKERS",
    login: "KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD",
    tlsOn: "KAFKA_TLS=true, or KAFKA_CA_FILE to the authority that signed its certificate",
    tlsOff: "KAFKA_TLS=false without KAFKA_CA_FILE, or KAFKA_BROKERS to the listener that speaks TLS",
    mechanism: sasl?.mechanism ?? null,
    caFile,
    hasCertificate: certificate !== null,
  };
}

export function redisSettings({ caFile, certificate }: RedisConfig): Settings {
  return {
    engine: "REDIS",
    address: "REDIS_URL",
    login: "user and password in REDIS_URL, rediss://user:password@host:port, percent-encoded",
    tlsOn: "REDIS_URL to rediss://…, and REDIS_CA_FILE to the authority that signed its certificate",
    tlsOff: "REDIS_URL to redis://…, or to the port that speaks TLS",
    mechanism: null,
    caFile,
    hasCertificate: certificate !== null,
  };
}

export function databaseSettings({ source, caFile, certificate }: ServerDatabase): Settings {
  const address = source.endsWith("DATABASE_URL") ? source : `DB_TYPE=${source}`;
  return {
    engine: "DATABASE",
    address,
    login: address.startsWith("DB_TYPE") ? `user and password of ${address}` : `user and password in ${address}`,
    tlsOn: "DATABASE_SSLMODE=verify-full, and DATABASE_CA_FILE to the authority that signed its certificate",
    tlsOff: "DATABASE_SSLMODE (or sslmode in the URL) to disable if the network is private, or TLS up in the server",
    mechanism: null,
    caFile,
    hasCertificate: certificate !== null,
  };
}

export function explainRefusal({ kind, reason, address: where }: EntryRefusal, settings: Settings): Explanation {
  const { engine, address, login, tlsOn, tlsOff, mechanism, caFile, hasCertificate } = settings;
  const [ca, cert, key] = [`${engine}_CA_FILE`, `${engine}_CERT_FILE`, `${engine}_KEY_FILE`];
  switch (kind) {
    case "unknown_authority":
      return {
        problem: `${ca} is ${
          caFile ?? "not set"
        }, but another authority signed the certificate of ${where} (${reason})`,
        mend: `set ${ca} to the PEM file of the authority that did`,
      };
    case "certificate_expired":
      return {
        problem: `${address} leads to ${where}, whose certificate counts no more or not yet (${reason})`,
        mend: "renew the server's certificate, or set this machine's clock",
      };
    case "certificate_for_other_name":
      return {
        problem: `${address} leads to ${where}, whose certificate is for another name (${reason})`,
        mend:
          "use a name that the certificate has, or have one made for this name; servers advertise names of their own",
      };
    case "wants_certificate":
      return hasCertificate
        ? {
          problem: `${cert} is wrong: ${where} does not take this certificate (${reason})`,
          mend: `set ${cert} and ${key} to a certificate that counts and that the server's authority signed`,
        }
        : {
          problem: `${cert} is not set: ${where} wants a certificate of its clients (${reason})`,
          mend: `set ${cert} and ${key} to the PEM files of one`,
        };
    case "wants_tls":
      return { problem: `${address} is without TLS, and ${where} speaks TLS alone (${reason})`, mend: `set ${tlsOn}` };
    case "wants_no_tls":
      return { problem: `${address} is with TLS, and ${where} speaks none (${reason})`, mend: `set ${tlsOff}` };
    case "wants_login":
      return {
        problem: `${engine === "KAFKA" ? "KAFKA_SASL_MECHANISM is not set" : `${address} has no password`}: ` +
          `${where} wants a login (${reason})`,
        mend: `set ${engine === "KAFKA" ? "KAFKA_SASL_MECHANISM, " : ""}${login}`,
      };
    case "wants_no_login":
      return {
        problem: `KAFKA_SASL_MECHANISM is ${mechanism}, and ${where} takes no login (${reason})`,
        mend: "remove KAFKA_SASL_MECHANISM, or set KAFKA_BROKERS to the listener that takes one",
      };
    case "login_refused":
      return {
        problem: `${address}: ${where} refuses the user or the password (${reason})`,
        mend: `correct ${login}${mechanism ? `; the user must be known by ${mechanism}` : ""}`,
      };
    case "mechanism_refused":
      return {
        problem: `KAFKA_SASL_MECHANISM is ${mechanism}, which ${where} does not know (${reason})`,
        mend: "set it to one that the broker has in sasl.enabled.mechanisms",
      };
    case "no_such_database":
      return {
        problem: `${address}: ${where} has no such database (${reason})`,
        mend: "create it, or correct its name",
      };
    case "not_allowed":
      return {
        problem: `${address}: ${where} does not let this user in (${reason})`,
        mend: engine === "DATABASE"
          ? "allow this machine and user in pg_hba.conf, or correct the user"
          : `correct ${login}, or give the user the right`,
      };
    default:
      return kind satisfies never;
  }
}

/** The refusal as a wrong setting, whose message says how to mend it. */
export function refusedEntry(refusal: EntryRefusal, settings: Settings): WrongSettings {
  const { problem, mend } = explainRefusal(refusal, settings);
  return new WrongSettings([`${problem}; ${mend}`]);
}
