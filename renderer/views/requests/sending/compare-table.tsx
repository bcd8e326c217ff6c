import { Equal } from 'lucide-react';
import { useMemo } from 'react';
import {
  type ComparedPart,
  type ComparedValue,
  comparedParts,
  compareRequests,
  countDifferences,
  splitChange,
} from '../../../../shared/compare-requests.ts';
import { type MessageKey, t } from '../../../../shared/i18n/translate.ts';
import { spellDeceiving } from '../../../../shared/plain-text.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { bytesOf } from '../../../format/body-bytes.ts';
import { readBodyText } from './body-text.ts';

/** A longer value is shown up to here; its marks begin where it changes. */
const longestShown = 2000;

interface Props {
  left: RequestDetail;
  right: RequestDetail;
  showsAll: boolean;
}

/** Two requests in two columns, in parts. */
export function CompareTable({ left, right, showsAll }: Props) {
  const comparison = useMemo(() => compareRequests(toCompared(left), toCompared(right)), [left, right]);
  const isSame = comparedParts.every((part) => countDifferences(comparison[part]) === 0);
  return (
    <>
      <p className="compare-bodies">{t(describeBodies(left, right, countDifferences(comparison.message) === 0))}</p>
      {isSame ? (
        <p className="compare-same">
          <Equal aria-hidden />
          {t('compare.same')}
        </p>
      ) : null}
      {comparedParts.map((part) => (
        <ComparePart key={part} part={part} values={comparison[part]} showsAll={showsAll} />
      ))}
    </>
  );
}

const toCompared = (request: RequestDetail) => ({
  request,
  bodyText: readBodyText(bytesOf(request.bodyBase64))?.exact ?? null,
});

function describeBodies(left: RequestDetail, right: RequestDetail, saySame: boolean) {
  if (left.bodyBytes === 0 && right.bodyBytes === 0) return 'compare.bodies.none';
  if (left.bodyBase64 === right.bodyBase64) return 'compare.bodies.equal';
  return saySame ? 'compare.bodies.sameValues' : 'compare.bodies.different';
}

function ComparePart({ part, values, showsAll }: { part: ComparedPart; values: ComparedValue[]; showsAll: boolean }) {
  const shown = showsAll ? values : values.filter(({ difference }) => difference !== 'equal');
  if (shown.length === 0) return null;
  return (
    <table className="compare-table">
      <caption>{t(`compare.part.${part}`, { count: countDifferences(values) })}</caption>
      <colgroup>
        <col className="compare-name" />
        <col />
        <col />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('compare.name')}</th>
          <th scope="col">{t('compare.left')}</th>
          <th scope="col">{t('compare.right')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((value) => (
          <CompareRow key={value.name} part={part} value={value} />
        ))}
      </tbody>
    </table>
  );
}

function CompareRow({ part, value }: { part: ComparedPart; value: ComparedValue }) {
  const { name, difference, types } = value;
  return (
    <tr className={`difference-${difference}`}>
      <th scope="row">
        <bdi>{part === 'request' ? t(requestNames[name] ?? 'compare.name') : spellDeceiving(name)}</bdi>
        {difference === 'equal' ? null : (
          <span className="visually-hidden">{t(`compare.difference.${difference}`)}</span>
        )}
      </th>
      {(['left', 'right'] as const).map((side) => (
        <td key={side}>
          <CellValue value={value} side={side} part={part} />
          {types === null ? null : <span className="badge">{t(`compare.type.${types[side]}`)}</span>}
        </td>
      ))}
    </tr>
  );
}

function CellValue({ value, side, part }: { value: ComparedValue; side: 'left' | 'right'; part: ComparedPart }) {
  const { left, right, difference, name } = value;
  const text = value[side];
  if (text === null) return <span className="is-missing">{t('compare.missing')}</span>;
  if (part === 'request') return <bdi>{describeRequestValue(name, text)}</bdi>;
  if (difference !== 'changed' || left === null || right === null) return <bdi>{toShown(text)}</bdi>;
  const split = splitChange(left, right);
  return (
    <bdi>
      {toShownStart(split.before)}
      {split[side] === '' ? null : <mark>{toShown(split[side])}</mark>}
      {toShown(split.after)}
    </bdi>
  );
}

const requestNames: Record<string, MessageKey> = {
  method: 'compare.request.method',
  path: 'compare.request.path',
  bodyKind: 'compare.request.bodyKind',
  bodyBytes: 'compare.request.bodyBytes',
  outcome: 'compare.request.outcome',
  answerStatus: 'compare.request.answerStatus',
};

/** Words of ours are in the window's language; all else is as it came. */
function describeRequestValue(name: string, text: string): string {
  const words: Record<string, Record<string, MessageKey>> = {
    bodyKind: {
      none: 'compare.bodyKind.none',
      json: 'compare.bodyKind.json',
      form: 'compare.bodyKind.form',
      text: 'compare.bodyKind.text',
      binary: 'compare.bodyKind.binary',
    },
    outcome: {
      accepted: 'request.outcome.accepted',
      duplicate: 'request.outcome.duplicate',
      refused: 'request.outcome.refused',
      imported: 'request.outcome.imported',
    },
  };
  const key = words[name]?.[text];
  return key === undefined ? toShown(text) : t(key);
}

const toShown = (text: string): string =>
  spellDeceiving(text.length > longestShown ? `${text.slice(0, longestShown).toWellFormed()}…` : text);

/** What stands before a change is shown from its end, where the change is. */
const toShownStart = (text: string): string =>
  spellDeceiving(text.length > longestShown ? `…${text.slice(-longestShown).toWellFormed()}` : text);
