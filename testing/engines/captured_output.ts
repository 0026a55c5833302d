/** The outputs of several processes, and a search for secrets in them. */
export class CapturedOutput {
  readonly #texts: { readonly by: string; readonly text: string }[] = [];

  add(by: string, text: string): void {
    this.#texts.push({ by, text });
  }

  get size(): number {
    return this.#texts.length;
  }

  /** Whether a process whose name begins with `by` has written text that matches. */
  has(by: string, pattern: RegExp): boolean {
    return this.#texts.some((said) => said.by.startsWith(by) && pattern.test(said.text));
  }

  /** Where one of the words occurs, also in base64, hexadecimal, percent encoding or JSON escapes. */
  leaksOf(words: Readonly<Record<string, string>>): string[] {
    return Object.entries(words).flatMap(([what, word]) => {
      const forms = formsOf(word);
      return this.#texts.filter(({ text }) => forms.some((form) => text.includes(form)))
        .map(({ by, text }) => `${what} in ${by}: ${text.slice(0, 500)}`);
    });
  }
}

function formsOf(word: string): string[] {
  const bytes = new TextEncoder().encode(word);
  const escaped = JSON.stringify(word).slice(1, -1).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [...new Set([word, bytes.toBase64().replace(/=+$/, ""), bytes.toHex(), encodeURIComponent(word), escaped])];
}
