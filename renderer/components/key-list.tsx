import { Fragment } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { keyParts } from '../actions/keys.ts';
import { isMac } from '../actions/use-action.ts';

/** Keys as they are printed: each part of a combination a cap of its own. */
export function KeyList({ keys }: { keys: readonly string[] }) {
  return (
    <span className="key-list">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 ? <span className="key-or">{t('keys.or')}</span> : null}
          <span className="key">
            {keyParts(key, isMac).map((part) => (
              <kbd key={part}>{part}</kbd>
            ))}
          </span>
        </Fragment>
      ))}
    </span>
  );
}
