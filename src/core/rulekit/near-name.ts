/** The name among `names` that somebody probably meant; undefined where none is near or two are as near. */
export function findNearName(wanted: string, names: Iterable<string>): string | undefined {
  const plain = simplify(wanted);
  // A short name is near to everything.
  const limit = Math.min(2, Math.floor(plain.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let isUnique = true;
  for (const name of names) {
    if (name === wanted) continue;
    const distance = measureDistance(plain, simplify(name), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
      isUnique = true;
    } else if (distance === bestDistance) isUnique = false;
  }
  return isUnique ? best : undefined;
}

/** The variable that is meant: nearly the same name, or one of whose parts between `_` another stands, as in `DB_URI` for `DB_URL`. */
export function findNearVariable(wanted: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  const near = findNearName(wanted, all);
  if (near !== undefined) return near;
  const parts = wanted.split('_');
  if (parts.length < 2) return undefined;
  const alike = all.filter((name) => {
    const own = name.split('_');
    return own.length === parts.length && own.filter((part, at) => part !== parts[at]).length === 1;
  });
  return alike.length === 1 ? alike[0] : undefined;
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.\s]/g, '');
}

/** Edits, swaps of neighbors included, from one text to the other; more than `limit` is not counted out. */
export function measureDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && column > 1 && isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
