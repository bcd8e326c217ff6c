import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { FieldError } from '../../components/field-error.tsx';

interface Props {
  label: string;
  /** The control the label is for; without one the label is a heading of its row. */
  controlId?: string;
  /** The description's id is this with `-description` after it, the error's with `-error`: for `aria-describedby`. */
  id?: string | undefined;
  description: ReactNode;
  isSaved?: boolean;
  /** Why the value can not be saved, in words. */
  error?: string | null;
  children: ReactNode;
}

/** One setting: what it is, what it does, its control, and whether it was saved. */
export function Setting({ label, controlId, id = controlId, description, isSaved, error, children }: Props) {
  const idOf = (part: string) => (id === undefined ? undefined : `${id}-${part}`);
  return (
    <div className="setting">
      <div className="setting-text">
        <p className="setting-label">
          {controlId === undefined ? <span>{label}</span> : <label htmlFor={controlId}>{label}</label>}
          {isSaved === true ? (
            <span className="saved">
              <Check aria-hidden />
              {t('settings.saved')}
            </span>
          ) : null}
        </p>
        <p id={idOf('description')} className="setting-description">
          {description}
        </p>
      </div>
      <div className="setting-control">
        {children}
        <FieldError id={idOf('error')} text={error ?? null} />
      </div>
    </div>
  );
}
