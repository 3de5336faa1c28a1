/**
 * A function that works its answer out once for each object. For pure questions about things that never change, such as a parsed
 * script: many rules ask the same. An answer is forgotten with its object.
 */
export function remember<Key extends object, Value>(
  find: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const answer = known.get(key);
    if (answer !== undefined) return answer.value;
    const value = find(key);
    known.set(key, { value });
    return value;
  };
}
