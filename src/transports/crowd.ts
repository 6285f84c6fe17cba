/** Who makes room in a list that all share: whoever has most in it. */

/** The first item of the largest kind: one that floods a list pushes out its own items, and nobody else's. */
export function firstOfMost<Item>(
  items: Iterable<Item>,
  kindOf: (item: Item) => string,
): Item | undefined {
  let most: readonly Item[] = [];
  for (const kind of Map.groupBy(items, kindOf).values())
    if (kind.length > most.length) most = kind;
  return most[0];
}
