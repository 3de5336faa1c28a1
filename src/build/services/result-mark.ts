/** Begins each line that a suite in the extension host prints for the person who reads the terminal. */
export const resultMark = '\u258F';
