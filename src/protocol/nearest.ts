/** The word that was probably meant by one that is not known. */
import { closest, distance } from "fastest-levenshtein";

const maxLength = 60;

/** The known word nearest to another, undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > maxLength || known.length === 0) return undefined;
  const found = closest(word, known);
  return distance(word, found) <= Math.max(2, word.length / 3) ? found : undefined;
}

/** How a message goes on that names an unknown word: with the one that was probably meant, else with nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? "" : `; did you mean ${found}?`;
}
