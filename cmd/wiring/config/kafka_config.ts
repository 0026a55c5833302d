import { z } from "zod";
import { type PasswordFile, passwordFileOf } from "./reread.ts";
import { commaList, type Env, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";
import { type ClientCertificate, clientCertificate } from "./tls.ts";

export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly caFile: string | null;
  readonly certificate: ClientCertificate | null;
  readonly sasl: {
    readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
    readonly username: string;
    /** "" where it is in a file. */
    readonly password: string;
    readonly passwordFile: PasswordFile | null;
  } | null;
  readonly partitions: number;
  readonly replicas: number;
}

const BROKER = /^[^\s:,]+:\d{1,5}$/;
const settings = z.object({
  KAFKA_BROKERS: z.string().transform(commaList)
    .refine(
      (list) => list.length > 0 && list.every((broker) => BROKER.test(broker)),
      "expected host:port, several separated by commas",
    )
    .optional(),
  KAFKA_TLS: flag.default(false),
  KAFKA_CA_FILE: z.string().optional(),
  KAFKA_CERT_FILE: z.string().optional(),
  KAFKA_KEY_FILE: z.string().optional(),
  KAFKA_SASL_MECHANISM: z.enum(["plain", "scram-sha-256", "scram-sha-512"], {
    error: "expected plain, scram-sha-256 or scram-sha-512",
  })
    .optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  KAFKA_SASL_PASSWORD_FILE: z.string().optional(),
  KAFKA_PARTITIONS: wholeNumber(1, 1_000).default(3),
  KAFKA_REPLICAS: wholeNumber(1, 9).default(3),
});

export const KAFKA_SETTINGS: readonly string[] = Object.keys(settings.shape);

export function parseKafkaConfig(env: Env): KafkaConfig | null {
  const s = readSettings(settings, env);
  const certificate = clientCertificate("KAFKA", s);
  const sasl = saslOf(s);
  if (!s.KAFKA_BROKERS) return null;
  return {
    brokers: s.KAFKA_BROKERS,
    // An authority without TLS would check nothing, and a certificate would never be sent.
    tls: s.KAFKA_TLS || s.KAFKA_CA_FILE !== undefined || certificate !== null,
    caFile: s.KAFKA_CA_FILE ?? null,
    certificate,
    sasl,
    partitions: s.KAFKA_PARTITIONS,
    replicas: s.KAFKA_REPLICAS,
  };
}

function saslOf(s: z.output<typeof settings>): KafkaConfig["sasl"] {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = s;
  if (!mechanism) return null;
  const path = s.KAFKA_SASL_PASSWORD_FILE;
  const missing = [...(username ? [] : ["KAFKA_SASL_USERNAME"]), ...(password || path ? [] : ["KAFKA_SASL_PASSWORD"])];
  if (missing.length > 0) {
    throw new WrongSettings(missing.map((name) => `${name} is not set: KAFKA_SASL_MECHANISM=${mechanism} needs it`));
  }
  const passwordFile = passwordFileOf("KAFKA_SASL_PASSWORD_FILE", path);
  return { mechanism, username: username!, password: passwordFile ? "" : password!, passwordFile };
}
