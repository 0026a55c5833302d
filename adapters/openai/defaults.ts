export const DEFAULT_MODEL = "text-embedding-3-small";
export const DEFAULT_DIMENSIONS = 1_536;

export function spaceOf(model: string, dimensions: number): string {
  return `${model}/${dimensions}`;
}
