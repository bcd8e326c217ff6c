import type { TextRange } from './read-message.ts';

/** A part of a text that something is said about. */
export interface TextMark extends TextRange {
  id: string;
  /** What is said about it. */
  text: string;
}

export interface LinePart {
  /** Where it begins in the whole text. */
  start: number;
  text: string;
  mark: TextMark | null;
}

/**
 * A text in lines, each in parts that lie wholly in a mark or outside of all. The end of a line is no part of it. Of
 * marks that overlap the first one counts.
 *
 * @param most how many lines at most
 */
export function splitIntoLines(text: string, marks: readonly TextMark[], most: number): LinePart[][] {
  const sorted = marks.toSorted((one, other) => one.start - other.start);
  const lines: LinePart[][] = [];
  let start = 0;
  while (start <= text.length && lines.length < most) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    lines.push(cutLine(text, start, end, sorted));
    start = end + 1;
  }
  return lines;
}

export const countLines = (text: string): number => text.split('\n').length;

function cutLine(text: string, from: number, to: number, marks: readonly TextMark[]): LinePart[] {
  const parts: LinePart[] = [];
  let place = from;
  const add = (end: number, mark: TextMark | null) => {
    // A mark of no length is a place, and still shown.
    if (end > place || mark !== null) parts.push({ start: place, text: text.slice(place, end), mark });
    place = Math.max(place, end);
  };
  for (const mark of marks) {
    if (mark.end < place || mark.start > to || (mark.end === from && mark.start < from)) continue;
    add(Math.max(place, mark.start), null);
    add(Math.min(mark.end, to), mark);
  }
  add(to, null);
  return parts;
}
