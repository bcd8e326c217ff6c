import { JsonView } from 'react-json-view-lite';
import { t } from '../../shared/i18n/translate.ts';
import type { JsonValue } from '../../shared/json.ts';
import { spellJson } from '../format/json-text.ts';
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

/** Deeper levels start folded. */
const shouldExpandNode = (level: number): boolean => level < 3;

export default function JsonTree({ value, name }: { value: JsonValue; name: string }) {
  const spelled = spellJson(value);
  const data = typeof spelled === 'object' && spelled !== null ? spelled : [spelled];
  return (
    <JsonView data={data} style={style} shouldExpandNode={shouldExpandNode} aria-label={t('json.name', { name })} />
  );
}
