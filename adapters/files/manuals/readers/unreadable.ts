/** What a file or text is, or has, that it can't be read for; its message ends "Cannot read …: ". */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}
