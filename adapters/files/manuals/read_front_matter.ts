interface FrontMatter {
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
}

const FRONT = /^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/;
const FIELD = /^([A-Za-z]+)\s*:\s*(.*)$/;

/** `name: value` or `name: [a, b]` between two lines "---" at the beginning; anything else is text. */
export function readFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const front = FRONT.exec(text);
  const lines = (front?.[1] ?? "").split("\n").map((line) => line.trim()).filter((line) =>
    line !== "" && !line.startsWith("#")
  );
  const pairs = lines.map((line) => FIELD.exec(line));
  if (!front || pairs.length === 0 || pairs.includes(null)) return { fields: {}, text };
  const fields = Object.fromEntries(pairs.map((pair) => [pair![1]!, valueOf(pair![2]!)]));
  return { fields, text: text.slice(front[0].length) };
}

function valueOf(text: string): string | string[] {
  const list = /^\[(.*)\]$/.exec(text.trim());
  return list ? list[1]!.split(",").map(unquote).filter((item) => item !== "") : unquote(text);
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}
