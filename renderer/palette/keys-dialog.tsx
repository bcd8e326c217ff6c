import { X } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { type ActionEntry, type ActionId, actionEntries, actionGroups } from '../actions/catalogue.ts';
import { keyName } from '../actions/key-names.ts';
import { KeyList } from '../components/key-list.tsx';
import '../styles/palette.css';

/** Every action that has a key, by groups: what one can do, and how fast. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const [filter, setFilter] = useState('');
  const groups = actionGroups
    .map((group) => ({ group, entries: actionEntries.filter((entry) => isListed(entry, group, filter)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <>
      <header className="keys-header">
        <h2>{t('keys.title')}</h2>
        <input
          // biome-ignore lint/a11y/noAutofocus: the first time it comes after its dialog has looked for what to focus
          autoFocus
          className="input"
          type="text"
          aria-label={t('keys.filter')}
          placeholder={t('keys.filterPlaceholder')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <button type="button" className="icon-button" aria-label={t('dialog.close')} onClick={onClose}>
          <X aria-hidden />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keys that scroll must reach it */}
      <section className="keys-groups" aria-label={t('keys.title')} tabIndex={0}>
        {groups.length === 0 ? <p className="palette-empty">{t('keys.none', { text: filter })}</p> : null}
        {groups.map(({ group, entries }) => (
          <section key={group} className="keys-group" aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t(`actionGroup.${group}`)}</h3>
            <dl>
              {entries.map(([id, { keys }]) => (
                <div key={id} className="keys-row">
                  <dt>{t(`action.${id}`)}</dt>
                  <dd>
                    <KeyList keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </>
  );
}

function isListed([id, entry]: readonly [ActionId, ActionEntry], group: string, filter: string): boolean {
  if (entry.group !== group || entry.keys.length === 0) return false;
  const text = [t(`action.${id}`), t(`actionGroup.${entry.group}`), ...entry.keys.map(keyName)].join(' ');
  return text.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase());
}
