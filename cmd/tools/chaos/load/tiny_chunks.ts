import { sleep } from "../../../../adapters/system/sleep.ts";

/** Bytes of one call, each a chunk: a body well below the limit. */
const CHUNKS = 20_000;
const PAUSE_MS = 200;
const ANSWERED_WITHIN_MS = 20_000;

/** Calls with bodies of one-byte chunks, one after the other, until `signal` is aborted. Returns how many were sent. */
export async function sendTinyChunks(addresses: () => readonly string[], signal: AbortSignal): Promise<number> {
  let calls = 0;
  for (; !signal.aborted; calls++) {
    for (const address of addresses()) await sendOne(address, signal).catch(() => {});
    await sleep(PAUSE_MS, signal);
  }
  return calls;
}

/** By hand, since `fetch` joins small chunks. What is answered does not matter: refused or not, memory tells. */
async function sendOne(address: string, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(address);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const abort = AbortSignal.any([signal, AbortSignal.timeout(ANSWERED_WITHIN_MS)]);
  abort.addEventListener("abort", () => connection.close(), { once: true });
  const head = `POST /v1/orders HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
    "transfer-encoding: chunked\r\nconnection: close\r\n\r\n";
  const bytes = new TextEncoder().encode(`${head}${"1\r\n \r\n".repeat(CHUNKS)}0\r\n\r\n`);
  const sending = (async () => {
    for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  })().catch(() => {});
  await connection.read(new Uint8Array(1_024));
  await sending;
}
