import { HOST } from "../../../testing/engines/addresses.ts";

/** Kafka's metadata request without topics, in a version that needs no client library. */
const METADATA_REQUEST = { key: 3, version: 1, correlation: 1 } as const;

/** Those listed as alive. An open port proves less: it opens before the controllers accept the broker. */
export async function kafkaBrokers(port: number): Promise<number[]> {
  using connection = await Deno.connect({ hostname: HOST, port });
  const timer = setTimeout(() => connection.close(), 2_000);
  try {
    await connection.write(request());
    const reader = connection.readable.getReader({ mode: "byob" });
    const size = new DataView(await read(reader, 4)).getInt32(0);
    return brokerIds(await read(reader, size));
  } finally {
    clearTimeout(timer);
  }
}

function request(): Uint8Array {
  const view = new DataView(new ArrayBuffer(18));
  view.setInt32(0, 14); // what follows
  view.setInt16(4, METADATA_REQUEST.key);
  view.setInt16(6, METADATA_REQUEST.version);
  view.setInt32(8, METADATA_REQUEST.correlation);
  view.setInt16(12, -1); // no client id
  view.setInt32(14, 0); // no topics
  return new Uint8Array(view.buffer);
}

async function read(reader: ReadableStreamBYOBReader, size: number): Promise<ArrayBuffer> {
  const { value } = await reader.read(new Uint8Array(size), { min: size });
  if (value?.byteLength !== size) throw new Error("Cannot ask Kafka for its brokers: it ended the connection");
  return value.buffer;
}

function brokerIds(response: ArrayBuffer): number[] {
  const view = new DataView(response);
  const ids: number[] = [];
  const count = view.getInt32(4);
  let at = 8;
  for (let i = 0; i < count; i++) {
    ids.push(view.getInt32(at));
    at += 4;
    at += 2 + view.getInt16(at); // host
    at += 4; // port
    at += 2 + Math.max(0, view.getInt16(at)); // rack, -1 where there is none
  }
  return ids;
}
