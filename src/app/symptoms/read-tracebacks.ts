import type { SourceFrame } from './symptom.ts';

/** One traceback of Python in a log. */
export interface Traceback {
  /** Index of its first line, and of the line that names the exception. */
  readonly first: number;
  readonly last: number;
  /** Equal for tracebacks of which one led to the next. */
  readonly chain: number;
  /** Such as `ValueError`, with its module where it has one. */
  readonly exception: string;
  readonly message: string;
  /** Innermost first. */
  readonly frames: readonly SourceFrame[];
}

/** Tracebacks in the order of the log. One that the log cuts off at its beginning is read from its first whole frame. */
export function readTracebacks(lines: readonly string[]): readonly Traceback[] {
  const found: Traceback[] = [];
  let open: OpenTraceback | undefined;
  let chain = 0;
  let isContinued = false;
  for (const [index, line] of lines.entries()) {
    const frame = readFrame(line);
    if (continuations.some((words) => line.includes(words))) isContinued = true;
    else if (line.includes(heading)) open = { first: index, frames: [] };
    else if (frame !== undefined) {
      open ??= { first: index, frames: [] };
      open.frames.unshift(frame);
    } else if (open !== undefined && open.frames.length > 0) {
      const named = exceptionPattern.exec(line);
      if (named === null) continue;
      const [, exception = '', message = ''] = named;
      if (!isContinued) chain += 1;
      isContinued = false;
      found.push({ ...open, last: index, chain, exception, message });
      open = undefined;
    }
  }
  return found;
}

interface OpenTraceback {
  readonly first: number;
  readonly frames: SourceFrame[];
}

const heading = 'Traceback (most recent call last):';

const continuations = [
  'During handling of the above exception, another exception occurred:',
  'The above exception was the direct cause of the following exception:',
];

/** A name at the beginning of the line: source lines below a frame are indented. */
const exceptionPattern = /^([A-Za-z_][\w.]*)(?:: ?(.*))?$/;

function readFrame(line: string): SourceFrame | undefined {
  const match = /^[\s|]*File "([^"]+)", line (\d+)(?:$|, in )/.exec(line);
  if (match === null) return undefined;
  const [, path = '', number = ''] = match;
  return { path, line: Number(number) };
}
