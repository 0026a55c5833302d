import type { Passage } from "../../../domain/store/manuals/split_into_passages.ts";

/** A passage with its headings: "7일 이내" says something only under "환불 규정 > 제5조". */
export function embeddableText({ headings, text }: Passage): string {
  return `${headings.join(" > ")}\n\n${text}`;
}
