import { assertEquals } from "@std/assert";
import { MemoryLog } from "../../../../adapters/memory/core/log.ts";
import { deadLetterRecord, deadLetterTopic } from "../../../../application/shared/dead_letter_record.ts";
import { checkDeadLetters } from "./check_dead_letters.ts";
import { Ledger } from "../load/ledger.ts";

const inbox = {
  position: () => Promise.resolve({ next: 0, logId: null }),
  accept: () => Promise.resolve("fenced" as const),
};

async function checked(letters: readonly (readonly [id: string, offset: number, code: string])[]) {
  const log = new MemoryLog({ now: () => new Date(0) });
  const records = letters.map(([id, offset, code]) =>
    deadLetterRecord({
      topic: "orders",
      partition: 0,
      offset,
      key: id,
      value: null,
      headers: { "ce_id": id },
      cause: { code, message: "on purpose" },
    })
  );
  await log.append(deadLetterTopic("orders"), records);
  const ledger = new Ledger();
  ledger.poisoned.set("poison-1", "not_json").set("poison-2", "data_refused");
  const { problems, ...found } = await checkDeadLetters({ scanner: log, inspector: log, writer: log, inbox }, [
    "orders",
  ], ledger);
  return { ...found, problems: problems.length };
}

const RIGHT = {
  expected: 2,
  found: 2,
  missing: 0,
  unexpected: 0,
  wrongCause: 0,
  repeated: 0,
  redrivable: 2,
  problems: 0,
};

Deno.test("checkDeadLetters is content with exactly the poisoned records", async () => {
  assertEquals(await checked([["poison-1", 1, "not_json"], ["poison-2", 2, "data_refused"]]), RIGHT);
});

Deno.test("checkDeadLetters takes the same letter again for a repetition, and no harm", async () => {
  const again = [["poison-1", 1, "not_json"], ["poison-2", 2, "data_refused"], ["poison-1", 1, "not_json"]] as const;
  assertEquals(await checked(again), { ...RIGHT, found: 3, repeated: 1 });
});

Deno.test("checkDeadLetters finds a letter that is missing, one of a good record, and one with another cause", async () => {
  assertEquals(await checked([["poison-1", 1, "not_json"]]), {
    ...RIGHT,
    found: 1,
    missing: 1,
    redrivable: 1,
    problems: 1,
  });
  const good = [["poison-1", 1, "not_json"], ["poison-2", 2, "data_refused"], ["C-1-1", 3, "data_refused"]] as const;
  assertEquals(await checked(good), { ...RIGHT, found: 3, unexpected: 1, redrivable: 3, problems: 1 });
  const other = [["poison-1", 1, "invalid_input"], ["poison-2", 2, "data_refused"]] as const;
  assertEquals(await checked(other), { ...RIGHT, wrongCause: 1, problems: 1 });
});
