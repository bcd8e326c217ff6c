import { memo, useMemo, useState } from 'react';
import { JsonView } from 'react-json-view-lite';
import { t } from '../../shared/i18n/translate.ts';
import type { JsonValue } from '../../shared/json.ts';
import { cutJson, spellJson } from '../format/json-text.ts';
import '../styles/json-tree.css';

/** Our own class names throughout: the library's style sheet is not loaded. */
const style = {
  container: 'json-tree',
  basicChildStyle: 'json-item',
  childFieldsContainer: 'json-children',
  label: 'json-label',
  clickableLabel: 'json-label',
  nullValue: 'json-literal',
  undefinedValue: 'json-literal',
  booleanValue: 'json-literal',
  numberValue: 'json-number',
  stringValue: 'json-string',
  otherValue: 'json-literal',
  punctuation: 'json-punctuation',
  expandIcon: 'json-toggle',
  collapseIcon: 'json-toggle is-open',
  collapsedContent: 'json-collapsed',
  quotesForFieldNames: true,
  stringifyStringValues: true,
  ariaLables: { expandJson: t('json.expand'), collapseJson: t('json.collapse') },
};

/** Deeper levels start folded, and where there is very much all but the first. */
const expandThree = (level: number): boolean => level < 3;
const expandOne = (level: number): boolean => level < 1;
const mostExpanded = 1000;

/** Entries of a list that are shown at first, and how many times as many with each "Show more". */
const firstShown = 200;
const growth = 10;

interface Props {
  value: JsonValue;
  name: string;
}

/** A value as a tree to fold and unfold. Made again only for another value: a large one takes long. */
export default memo(function JsonTree({ value, name }: Props) {
  const [most, setMost] = useState(firstShown);
  const cut = useMemo(() => {
    const { value: part, ...counts } = cutJson(value, most);
    return { ...counts, value: spellJson(part) };
  }, [value, most]);
  // Decided once: what one has unfolded stays so when more is shown.
  const [isLarge] = useState(cut.shown > mostExpanded);
  const data = typeof cut.value === 'object' && cut.value !== null ? cut.value : [cut.value];
  return (
    <>
      <JsonView
        data={data}
        style={style}
        shouldExpandNode={isLarge ? expandOne : expandThree}
        aria-label={t('json.name', { name })}
      />
      {cut.left === 0 ? null : (
        <p className="json-more">
          <span>{t('json.left', { count: cut.left })}</span>
          <button type="button" className="link-button" onClick={() => setMost(most * growth)}>
            {t('json.showMore')}
          </button>
        </p>
      )}
    </>
  );
});
