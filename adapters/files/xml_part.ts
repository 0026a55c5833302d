import { SaxesParser } from "saxes";
import type { FileZip } from "./file_zip.ts";

/** Elements by their local name. A part that is not there has none. */
export async function readXml(
  zip: FileZip,
  path: string,
  onElement: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  if (!zip.entry(path)) return;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => onElement(local(name), attributes as Record<string, string>));
  for await (const part of zip.read(path).pipeThrough(new TextDecoderStream())) parser.write(part);
  parser.close();
}

/** Without the prefix of its namespace. */
export function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
