import { parseStorable } from "../../../domain/shared/storable.ts";
import { readBody } from "./edge/body_limit.ts";
import type { RequestContext } from "./environment.ts";
import { Problem } from "./problem.ts";
import { valueOf } from "./refusal.ts";

const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Refuses a body above the limit or a compressed one. */
export async function readJson(c: RequestContext): Promise<unknown> {
  const type = c.req.header("content-type");
  if (type === undefined || !JSON_TYPE.test(type)) {
    throw new Problem("unsupported_media_type", "Cannot read the body: expected Content-Type: application/json");
  }
  // A small compressed body could expand beyond the limit.
  if ((c.req.header("content-encoding") ?? "identity").toLowerCase() !== "identity") {
    throw new Problem("unsupported_media_type", "Cannot read the body: expected no Content-Encoding", {
      headers: { "accept-encoding": "identity" },
    });
  }
  const body = parseJson(await readBody(c));
  // A lone surrogate or a NUL in a published record would surface only when it is stored.
  return valueOf(parseStorable(body, "body"));
}

/** Throws a `Problem` for what is no JSON in UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem("malformed_json", `Cannot read the body as JSON${placeOf(error, text)}`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("malformed_json", "Cannot read the body as JSON: it is not UTF-8");
  }
}

/** V8 gives a position in most messages. Does not echo the client's text. */
function placeOf(error: unknown, text: string): string {
  const message = (error as Error).message;
  if (message.startsWith("Unexpected end")) return `: it ends too soon, after ${text.length} characters`;
  const place = /line (\d+) column (\d+)/.exec(message);
  return place ? `: line ${place[1]}, column ${place[2]}` : "";
}
