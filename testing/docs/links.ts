import { dirname, normalize } from "node:path/posix";
import { proseOf } from "./read_blocks.ts";

/** Where a page leads, images included; addresses of other sites are left out. */
export function linksOf(markdown: string): string[] {
  const targets = [...proseOf(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets.filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  // A heading keeps the text of its code spans, so those stay; blocks do not.
  const headings = proseOf(markdown.replaceAll(/^(#{1,6} .*)$/gm, (line) => line.replaceAll("`", "")))
    .matchAll(/^#{1,6} +(.+?) *$/gm);
  for (const [, title] of headings) {
    const slug = title!.replaceAll(/\]\([^)]*\)/g, "").toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let copy = 1; anchors.has(anchor); copy++) anchor = `${slug}-${copy}`;
    anchors.add(anchor);
  }
  return anchors;
}

/**
 * The links that lead nowhere, as `page: target`.
 *
 * @param pages by path from the project's root
 * @param exists whether a file or folder is there, by path from the project's root
 */
export function brokenLinks(pages: ReadonlyMap<string, string>, exists: (path: string) => boolean): string[] {
  const leadsSomewhere = (page: string, target: string): boolean => {
    const [file, anchor] = decodeURI(target).split("#");
    const path = file === "" ? page : normalize(`${dirname(page)}/${file}`);
    if (!exists(path)) return false;
    if (anchor === undefined) return true;
    const there = pages.get(path);
    return there !== undefined && anchorsOf(there).has(anchor);
  };
  return [...pages].flatMap(([page, markdown]) =>
    linksOf(markdown).filter((target) => !leadsSomewhere(page, target)).map((target) => `${page}: ${target}`)
  );
}
