/** A line of `strace -f -y`: a system call that begins, ends, or both. */
export interface SystemCall {
  name: string;
  /** Of the file that is its first argument; empty for none. */
  path: string;
  /** The beginning of the text it writes; empty where the line is only its end, or it writes none. */
  begins: string;
  /** Whether it has ended well by here. */
  ended: boolean;
}

/** Reads what strace wrote, in the order in which things came about; a call that takes long has two lines. */
export function readSystemCalls(trace: string): SystemCall[] {
  const open = new Map<string, { name: string; path: string }>();
  return trace.split('\n').flatMap((line): SystemCall[] => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>.* = \d+/.exec(rest);
    if (resumed !== null) {
      const begun = open.get(thread);
      return begun === undefined ? [] : [{ ...begun, begins: '', ended: true }];
    }
    const [, name, path = ''] = /^(\w+)\(\d+<([^>]*)>/.exec(rest) ?? [];
    if (name === undefined) return [];
    open.set(thread, { name, path });
    const begins = /"((?:[^"\\]|\\.)*)"/.exec(rest)?.[1] ?? '';
    return [{ name, path, begins, ended: / = \d+$/.test(rest) }];
  });
}
