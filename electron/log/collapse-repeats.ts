/** Within this time a line that says the same again is only counted. */
const windowMs = 10_000;
/** More different lines than this within the window are only counted too. */
const mostLines = 100;

export interface Line {
  level: 'info' | 'warn' | 'error';
  text: string;
}

export interface RepeatCollapser {
  add(line: Line): void;
  /** Writes what was counted, and ends. */
  close(): void;
}

/**
 * Keeps a storm of errors from writing for ever: a line that differs from one before only in numbers is counted, and the
 * count is written when the time is over.
 *
 * @param write what lets lines through
 */
export function collapseRepeats(write: (line: Line) => void): RepeatCollapser {
  let counted = new Map<string, { line: Line; repeats: number }>();
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;

  const endWindow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const before = counted;
    counted = new Map();
    for (const { line, repeats } of before.values()) {
      if (repeats > 0) write({ ...line, text: `Repeated ${repeats} times: ${firstLine(line.text)}` });
    }
    if (leftOut > 0) write({ level: 'warn', text: `${leftOut} further lines were left out` });
    leftOut = 0;
  };

  return {
    add(line) {
      timer ??= setTimeout(endWindow, windowMs).unref();
      const key = `${line.level} ${line.text.replaceAll(/\d+/g, '#')}`;
      const known = counted.get(key);
      if (known !== undefined) {
        known.repeats += 1;
      } else if (counted.size >= mostLines) {
        leftOut += 1;
      } else {
        counted.set(key, { line, repeats: 0 });
        write(line);
      }
    },
    close: endWindow,
  };
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
