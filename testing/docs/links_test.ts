import { assertEquals } from "@std/assert";
import { anchorsOf, brokenLinks, linksOf } from "./links.ts";

Deno.test("linksOf gives links and images of the project, none of other sites, none in code", () => {
  const page = "[a](b.md) ![p](images/p.png) [x](https://example.com) `[c](d)`\n\n```md\n[e](f)\n```\n\n[g](#h)";
  assertEquals(linksOf(page), ["b.md", "images/p.png", "#h"]);
});

Deno.test("anchorsOf makes anchors as GitHub does", () => {
  const page =
    "# TLS and passwords\n\n## How `start` works, today\n\n## 고객 정보 지우기\n\n## Twice\n\n## Twice\n\n```sh\n# no heading\n```\n";
  assertEquals([...anchorsOf(page)], [
    "tls-and-passwords",
    "how-start-works-today",
    "고객-정보-지우기",
    "twice",
    "twice-1",
  ]);
});

Deno.test("brokenLinks names what leads nowhere: a file, an anchor of another page, an anchor of its own", () => {
  const pages = new Map([
    ["README.md", "[ok](docs/a.md#there) [file](docs/b.md) [anchor](docs/a.md#gone) [own](#gone) [dir](docs)"],
    ["docs/a.md", "## There\n\n[up](../README.md) [%](ko/%ED%95%9C.md)"],
  ]);
  const files = new Set(["README.md", "docs", "docs/a.md", "docs/ko/한.md"]);
  assertEquals(brokenLinks(pages, (path) => files.has(path)), [
    "README.md: docs/b.md",
    "README.md: docs/a.md#gone",
    "README.md: #gone",
  ]);
});
