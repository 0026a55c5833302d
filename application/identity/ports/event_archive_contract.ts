import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { identified } from "../../../testing/ports/events.ts";
import type { ArchiveKey, ArchiveLine, EventArchive } from "./events.ts";

/** An archive, with access to its raw objects. */
interface ArchiveUnderTest extends AsyncDisposable {
  readonly archive: EventArchive;
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Decrypts an object of that name, as a reader of the archive does. */
  openLines(
    name: string,
    object: Uint8Array<ArrayBuffer>,
    keyOf: (keyId: string) => ArchiveKey["key"] | undefined,
  ): Promise<{ readonly events: readonly CustomerIdentified[]; readonly unreadable: number }>;
}

const NAME = "events/2025/03/02/0123.jsonl.gz";

export function eventArchiveContract(engine: string, open: () => Promise<ArchiveUnderTest>): void {
  describe(`EventArchive in ${engine}`, () => {
    it("put writes an object that find returns and that only the lines' keys decrypt", async () => {
      await using under = await open();
      assertEquals(await under.archive.find(NAME), null);
      const kept = newKey();
      const gone = newKey();
      const lines: ArchiveLine[] = Array.from({ length: 50 }, (_, n) => (
        { ...(n % 5 === 0 ? gone : kept), event: identified(n % 5 === 0 ? "gone" : "손님", new Date(n * 61_000)) }
      ));
      const archived = await under.archive.put(NAME, lines);
      assertEquals(archived.events, 50);
      assertEquals(await under.archive.find(NAME), archived);

      const object = await under.read(NAME);
      assertEquals(object.length, archived.bytes);
      const { events, unreadable } = await under.openLines(
        NAME,
        object,
        (id) => id === kept.keyId ? kept.key : undefined,
      );
      assertEquals(unreadable, 10);
      assertEquals(events, lines.filter((_, n) => n % 5 !== 0).map(({ event }) => event));
      await assertRejects(() => under.openLines("events/2025/03/03/0123.jsonl.gz", object, () => kept.key));
    });

    it("put replaces an object of the same name", async () => {
      await using under = await open();
      const line = { ...newKey(), event: identified("cust123", "2025-03-02T12:00:00Z") };
      await under.archive.put(NAME, [line, line]);
      const before = await under.read(NAME);
      assertEquals((await under.archive.put(NAME, [line])).events, 1);
      assertEquals((await under.archive.find(NAME))?.events, 1);
      assertNotEquals(await under.read(NAME), before);
    });
  });
}

function newKey(): { keyId: string; key: Uint8Array<ArrayBuffer> } {
  return { keyId: crypto.randomUUID(), key: crypto.getRandomValues(new Uint8Array(32)) };
}
