import { assertEquals } from "@std/assert";
import { Outage } from "./fault.ts";
import { sendApart } from "./send_apart.ts";

const NUMBERS = Array.from({ length: 100 }, (_, n) => n);

Deno.test("sendApart sends everything before the one that is refused alone, in order", async () => {
  for (const bad of [0, 1, 37, 99]) {
    const sent: number[] = [];
    const refusal = new TypeError("refused");
    const result = await sendApart(NUMBERS, (part) => {
      if (part.includes(bad)) return Promise.reject(refusal);
      sent.push(...part);
      return Promise.resolve();
    });
    assertEquals(result, { sent: bad, fault: { error: refusal, isOutage: false } });
    assertEquals(sent, NUMBERS.slice(0, bad));
  }
});

Deno.test("sendApart takes no outage apart, and tells what was sent before it", async () => {
  const away = new Outage("Kafka", "away");
  let calls = 0;
  const none = await sendApart(NUMBERS, () => Promise.reject((calls++, away)));
  assertEquals([none, calls], [{ sent: 0, fault: { error: away, isOutage: true } }, 1]);
  const later = await sendApart(NUMBERS, (part) => {
    if (part.length === 100) return Promise.reject(new TypeError("one of them"));
    return part[0] === 50 ? Promise.reject(away) : Promise.resolve();
  });
  assertEquals(later, { sent: 50, fault: { error: away, isOutage: true } });
});

Deno.test("sendApart sends all of them at once where nothing is refused", async () => {
  const parts: number[] = [];
  const result = await sendApart(NUMBERS, (part) => Promise.resolve(void parts.push(part.length)));
  assertEquals([result, parts], [{ sent: 100, fault: null }, [100]]);
});
