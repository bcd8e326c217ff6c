import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { spellDeceiving } from '../../../../shared/plain-text.ts';
import { countLines, type LinePart, splitIntoLines, type TextMark } from '../../../format/text-lines.ts';

/** What of a text is pointed at; a new object for each time it is. */
export interface PointedAt {
  /** Of a mark. */
  id: string;
}

/** More lines than these would take too long to lay out. */
const mostLines = 3000;

interface Props {
  text: string;
  marks: readonly TextMark[];
  pointedAt: PointedAt | null;
}

/** Text as it came, its lines numbered, with what is said about its parts. */
export const MarkedLines = memo(function MarkedLines({ text, marks, pointedAt }: Props) {
  const box = useRef<HTMLPreElement>(null);
  const lines = splitIntoLines(text, marks, mostLines);
  const left = lines.length < mostLines ? 0 : countLines(text) - lines.length;
  // A mistake far down in a long body is seen at once, without the page being moved.
  useLayoutEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-mark]');
    if (box.current !== null && first) box.current.scrollTop = first.offsetTop - box.current.clientHeight / 2;
  }, []);
  useEffect(() => {
    if (pointedAt === null) return;
    const found = [...(box.current?.querySelectorAll<HTMLElement>('[data-mark]') ?? [])].find(
      ({ dataset }) => dataset['mark'] === pointedAt.id,
    );
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: 'center' });
  }, [pointedAt]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keys that scroll
    <pre className="marked-lines" ref={box} tabIndex={0} dir="ltr">
      {lines.map((parts, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity
        <Line key={index} parts={parts} />
      ))}
      {left === 0 ? null : <span className="is-missing">{t('request.body.moreLines', { count: left })}</span>}
    </pre>
  );
});

function Line({ parts }: { parts: LinePart[] }) {
  const mistake = parts.find(({ mark }) => mark !== null && mark.start === mark.end)?.mark;
  return (
    <>
      <span className={`text-line ${mistake ? 'has-mistake' : ''}`}>
        {parts.map(({ start, text, mark }) =>
          mark === null ? spellDeceiving(text) : <Marked key={`${start} ${mark.id}`} text={text} mark={mark} />,
        )}
        {'\n'}
      </span>
      {mistake ? <span className="line-note">{`${mistake.text}\n`}</span> : null}
    </>
  );
}

function Marked({ text, mark }: { text: string; mark: TextMark }) {
  return mark.start === mark.end ? (
    <span
      className="mistake-place"
      role="img"
      tabIndex={-1}
      data-mark={mark.id}
      aria-label={t('request.mistakeHere', { reason: mark.text })}
    />
  ) : (
    <mark className="field-mark" tabIndex={-1} data-mark={mark.id} title={mark.text}>
      {spellDeceiving(text)}
      <span className="visually-hidden">{` (${mark.text})`}</span>
    </mark>
  );
}
