/** `restart`: begin with an empty history. `index`: bring the search index up to date. `problems`: tell what went wrong. */
export type FuzzServerOrder = 'restart' | 'index' | 'problems';

export interface FuzzServerAnswer {
  id: number;
  result: { port: number; file: string } | { problems: string[] } | null;
}
