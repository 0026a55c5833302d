import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Result } from "../domain/shared/result.ts";
import { anyInput, mutated } from "./mutated.ts";

/** A parser, and documents that it must take. */
interface Parser<T> {
  readonly parse: (raw: unknown) => Result<T, { readonly code: string; readonly message: string }>;
  /** Documents as they come, from JSON. */
  readonly valid: readonly unknown[];
  /** Back into a document; without, what was parsed is taken for one. */
  readonly write?: (parsed: T) => unknown;
  /** What is parsed is not what is written: it was filled up, or brought up to date. */
  readonly oneWay?: boolean;
}

const RUNS = { numRuns: 300 };
/** A refusal says what is wrong; it does not repeat what it was given. */
const LONGEST_MESSAGE = 60_000;

/**
 * What holds of everything that reads what comes from outside: it gives a value or a refusal, whatever it is given, and
 * never anything else; a refusal says which field is wrong; and what it has read is read again as the same.
 */
export function parserLaws<T>(
  name: string,
  { parse, valid, write = (parsed) => parsed, oneWay = false }: Parser<T>,
): void {
  const documents = fc.constantFrom(...valid);

  Deno.test(`${name} takes what is valid, and reads what it has read as the same`, () => {
    for (const document of valid) {
      const parsed = parse(structuredClone(document));
      assert(parsed.ok, `${JSON.stringify(document)}: ${parsed.ok || parsed.refusal.message}`);
      if (oneWay) continue;
      const again = parse(asJson(write(parsed.value)));
      assert(again.ok, again.ok ? "" : again.refusal.message);
      assertEquals(asJson(again.value), asJson(parsed.value));
    }
  });

  Deno.test(`${name} gives a value or a refusal for whatever it is given`, () => {
    fc.assert(fc.property(anyInput, (raw) => assertAnswer(parse(raw))), RUNS);
  });

  Deno.test(`${name} gives a value or a refusal that names the field for a valid document that was changed`, () => {
    fc.assert(
      fc.property(mutated(documents), (raw) => {
        const answer = parse(raw);
        assertAnswer(answer);
        // What is read has the same shape, whatever it was read from.
        if (!answer.ok || oneWay) return;
        const again = parse(asJson(write(answer.value)));
        assert(again.ok, again.ok ? "" : again.refusal.message);
        assertEquals(asJson(again.value), asJson(answer.value));
      }),
      RUNS,
    );
  });
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function assertAnswer(answer: Result<unknown, { readonly code: string; readonly message: string }>): void {
  if (answer.ok) return;
  const { code, message, details } = answer.refusal as { code: string; message: string; details?: readonly string[] };
  assert(/^[a-z_]+$/.test(code), code);
  assert(
    message.length > 0 && message.length < LONGEST_MESSAGE,
    `${message.length} characters: ${message.slice(0, 200)}`,
  );
  if (code !== "invalid_input") return;
  assert(details !== undefined && details.length > 0, message);
  // "path: what is wrong".
  assert(details.every((line) => /^[^:]*[^:\s][^:]*: ./su.test(line) || line.includes(": ")), details.join("\n"));
}
