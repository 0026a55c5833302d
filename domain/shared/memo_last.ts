/** A pure function of a text that remembers its last answer: neighbouring lines of a file mostly say the same. */
export function memoLast<T>(of: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly answer: T } | null = null;
  return (text) => {
    if (last === null || last.text !== text) last = { text, answer: of(text) };
    return last.answer;
  };
}
