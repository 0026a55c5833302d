import { publicFetch } from "./public_fetch.ts";

const fetchPublic = publicFetch();

interface FetchLimits {
  readonly withinMs: number;
  readonly signal?: AbortSignal;
  /** Of the answer. */
  readonly mostBytes?: number;
}

export type Fetched =
  | { readonly response: Response; readonly text: string; readonly date: Date | null }
  /** `status`: of an answer whose text could not be read. */
  | { readonly fault: unknown; readonly status: number | null };

/**
 * Gives the fault of a call without a whole answer. A redirect is one: it could take token or password to another host;
 * and so is an address of a private network.
 */
export async function fetchText(
  url: string | URL,
  init: Omit<RequestInit, "redirect" | "signal">,
  { withinMs, signal, mostBytes = MAX_BYTES }: FetchLimits,
): Promise<Fetched> {
  const timeout = AbortSignal.timeout(withinMs);
  let status: number | null = null;
  try {
    const response = await fetchPublic(new URL(url), {
      ...init,
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    status = response.status;
    return { response, text: await readText(response, mostBytes), date: dateOf(response) };
  } catch (fault) {
    return { fault, status };
  }
}

function dateOf({ headers }: Response): Date | null {
  const ms = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(ms) ? null : new Date(ms);
}

const MAX_BYTES = 64 * 1024 * 1024;

/** Retrying can't help: the text can't be read as what the answer says it is. */
export class UnreadableText extends Error {
  override readonly name = "UnreadableText";
}

/**
 * Decoded as its `charset`, UTF-8 where it names none. Throws `UnreadableText` for an unknown charset and for bytes that
 * are not of it, and a fault for an answer that is cut off or too large.
 */
async function readText(response: Response, mostBytes: number): Promise<string> {
  const decoder = decoderOf(response.headers.get("content-type"));
  if (!response.body) return "";
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`the answer is larger than ${mostBytes} bytes`);
    text += decode(decoder, chunk, true);
  }
  return text + decode(decoder, new Uint8Array(), false);
}

function decoderOf(contentType: string | null): TextDecoder {
  const named = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  // Korean systems say CP949 or MS949; the Encoding Standard knows it as EUC-KR.
  const label = /^(cp|ms|x-windows-)?949$/i.test(named) ? "euc-kr" : named;
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new UnreadableText(`the answer's charset "${named.slice(0, 50)}" is not known`);
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream });
  } catch {
    throw new UnreadableText(`the answer is no ${decoder.encoding} text: its charset has to be in Content-Type`);
  }
}
