/** An answer that is larger is none that anybody asked for. */
const MAX_BYTES = 64 * 1024 * 1024;

export function mayGoBetter(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** The whole text of an answer. Throws when it is broken off, or too large. */
export async function readText(response: Response): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`the answer is larger than ${MAX_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
