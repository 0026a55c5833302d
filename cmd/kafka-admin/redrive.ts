import { Buffer } from "node:buffer";
import { z } from "zod";
import { PostgresInbox } from "../../adapters/postgres/commerce/inbox.ts";
import { PostgresRedrivenLetters } from "../../adapters/postgres/core/redriven_letters.ts";
import { redriveDeadLetters } from "../../application/commerce/redrive_dead_letters.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { StoredRecord } from "../../application/shared/log.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Admin, Flags, Report } from "./admin.ts";
import { namedTopic } from "./named_topic.ts";

const mendedFile = z.object({ deadLetters: z.array(z.object({ id: z.string(), value: z.string().nullish() })) });

export async function redrive(admin: Admin, flags: Flags): Promise<Report> {
  const topic = namedTopic(admin, flags);
  const mended = flags.mended === undefined ? new Map<string, string>() : await readMended(flags.mended);
  const { scanner, inspector, writer } = await admin.log();
  const sql = await admin.store();
  const result = await redriveDeadLetters(
    { scanner, inspector, writer, inbox: new PostgresInbox(sql), redriven: new PostgresRedrivenLetters(sql) },
    {
      topic,
      dryRun: flags["dry-run"] ?? false,
      correct: (record) => correct(record, mended),
    },
  );
  const verb = flags["dry-run"] ? "would be sent" : "sent";
  const count = flags["dry-run"] ? result.found - result.repeated - result.cut : result.sent;
  const left = result.cut > 0
    ? ` ${result.cut} are there in part or as a batch, and need --mended with the whole record.`
    : "";
  return {
    json: { topic, dryRun: flags["dry-run"] ?? false, ...result },
    text: `${count} dead letters ${verb} to ${topic} again.${left}`,
  };
}

function correct(record: StoredRecord, mended: ReadonlyMap<string, string>): StoredRecord {
  const value = mended.get(record.headers["dlq-id"] ?? "");
  return value === undefined ? record : { ...record, value: Buffer.from(value) };
}

async function readMended(path: string): Promise<Map<string, string>> {
  try {
    const { deadLetters } = mendedFile.parse(JSON.parse(await Deno.readTextFile(path)));
    return new Map(deadLetters.flatMap(({ id, value }) => (typeof value === "string" ? [[id, value] as const] : [])));
  } catch (error) {
    throw new WrongSettings([
      `--mended ${path} can't be read: ${reasonOf(error)}; expected what dlq --full --json prints`,
    ]);
  }
}
