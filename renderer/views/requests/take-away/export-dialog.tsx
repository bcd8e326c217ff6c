import { type FormEvent, useId, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { ExportedRequests, RequestFileFormat } from '../../../../shared/ipc/take-away.ts';
import { everyRequest, type RequestQuery } from '../../../../shared/request-query.ts';
import { tokenPlaceholder } from '../../../../shared/requests.ts';
import { bridge } from '../../../bridge.ts';
import { Choice } from '../../../components/choice.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { describeFailure } from '../../../format/failure.ts';
import '../../../styles/jobs.css';
import '../../../styles/take-away.css';

// Spelt out and not imported: the contract's value would bring the schemas into the first paint.
const formats: readonly RequestFileFormat[] = ['har', 'jsonl'];

interface Props {
  isOpen: boolean;
  /** The selected requests. */
  ids: readonly number[];
  /** What the list shows. */
  query: RequestQuery;
  onClose: () => void;
}

/** Asks which requests, in which format and whether with the token; the system's dialog then asks for the file. */
export function ExportDialog({ isOpen, onClose, ...what }: Props) {
  return (
    <ModalDialog isOpen={isOpen} name={t('action.exportRequests')} onClose={onClose}>
      <ExportForm {...what} onClose={onClose} />
    </ModalDialog>
  );
}

type Which = 'some' | 'found' | 'all';

function ExportForm({ ids, query, onClose }: Omit<Props, 'isOpen'>) {
  const name = useId();
  const isEveryRequest = query.text.trim() === '' && query.filters.length === 0;
  const choices: Which[] = [
    ...(ids.length > 0 ? ['some' as const] : []),
    ...(isEveryRequest ? [] : ['found' as const]),
    'all',
  ];
  // One that is only on show was hardly chosen to be exported alone.
  const [which, setWhich] = useState<Which>(ids.length > 1 ? 'some' : isEveryRequest ? 'all' : 'found');
  const [format, setFormat] = useState<RequestFileFormat>('har');
  const [withToken, setWithToken] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const requests: ExportedRequests =
      which === 'some'
        ? { kind: 'some', ids: [...ids] }
        : { kind: 'found', query: which === 'found' ? query : everyRequest };
    // Told here: what is told behind the dialog is not read.
    const result = await bridge()
      .exportRequests({ requests, format, withToken })
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    if (result.ok) onClose();
    else setFailure(result.message);
  };
  return (
    <form onSubmit={submit}>
      <h2>{t('action.exportRequests')}</h2>
      {choices.length === 1 ? (
        <p>{t('takeAway.export.all')}</p>
      ) : (
        <fieldset className="choices">
          <legend className="visually-hidden">{t('takeAway.export.which')}</legend>
          {choices.map((choice) => (
            <Choice
              key={choice}
              type="radio"
              group={`${name}-which`}
              name={t(`takeAway.export.choice.${choice}`, { count: ids.length })}
              isChecked={which === choice}
              onChange={() => setWhich(choice)}
            />
          ))}
        </fieldset>
      )}
      <fieldset className="choices">
        <legend className="visually-hidden">{t('export.format')}</legend>
        {formats.map((option) => (
          <Choice
            key={option}
            type="radio"
            group={`${name}-format`}
            name={t(`takeAway.format.${option}`)}
            hint={t(`takeAway.format.${option}Hint`)}
            isChecked={format === option}
            onChange={() => setFormat(option)}
          />
        ))}
      </fieldset>
      <div className="choices">
        <Choice
          type="checkbox"
          name={t('takeAway.withToken')}
          hint={t('takeAway.withTokenHint', { placeholder: tokenPlaceholder })}
          isChecked={withToken}
          onChange={setWithToken}
        />
      </div>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button type="submit" className="button button-primary">
          {t('export.choose')}
        </button>
      </div>
    </form>
  );
}
