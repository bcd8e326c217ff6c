import { ChevronRight, CircleAlert } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { JsonValue } from '../../shared/json.ts';
import { isNested, toShortText, toText } from '../format/json-text.ts';
import { CopyButton } from './copy-button.tsx';
import { LongText, MarkedCharacters } from './long-text.tsx';

const JsonTree = lazy(() => import('./json-tree.tsx'));

interface Props {
  name: string;
  value: JsonValue;
  /** Said of the value in small, e.g. where it came from. */
  badge?: { text: string; title: string };
  /** The value as something that can be done, in place of its text. */
  content?: ReactNode;
  /** Said after the value, e.g. a time in words. */
  note?: string | undefined;
  isCode?: boolean;
  /** What is wrong with it. */
  problem?: string | undefined;
}

/** A labelled value in a `dl`, copied on one click; nested values unfold. */
export function FieldRow({ name, value, content, badge, note, isCode = false, problem }: Props) {
  const [isOpen, setOpen] = useState(false);
  const treeId = useId();
  const nested = isNested(value);
  return (
    <div className={`field-row ${problem === undefined ? '' : 'is-problem'}`}>
      <dt>
        <bdi>
          <MarkedCharacters text={name} />
        </bdi>
      </dt>
      <dd className={isCode ? 'is-code' : ''}>
        <div className="field-content">
          {content ??
            (nested ? (
              <button
                type="button"
                className="text-button unfold"
                aria-expanded={isOpen}
                aria-controls={treeId}
                onClick={() => setOpen(!isOpen)}
              >
                <ChevronRight aria-hidden />
                {toShortText(value)}
              </button>
            ) : value === '' ? (
              <bdi className="is-missing">{t('value.empty')}</bdi>
            ) : (
              <LongText text={toShortText(value)} />
            ))}
          {note === undefined ? null : <span className="field-note">{note}</span>}
          {badge === undefined ? null : (
            <span className="badge" title={badge.title}>
              {badge.text}
            </span>
          )}
          {problem === undefined ? null : (
            <span className="field-problem">
              <CircleAlert aria-hidden />
              {problem}
            </span>
          )}
          {nested && isOpen ? (
            <div id={treeId} className="field-tree">
              <Suspense fallback={null}>
                <JsonTree value={value} name={name} />
              </Suspense>
            </div>
          ) : null}
        </div>
        <CopyButton text={toText(value)} what={name} className="row-copy" />
      </dd>
    </div>
  );
}
