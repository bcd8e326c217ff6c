import { useId, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { ExportedRequests, RequestFileFormat } from '../../../../shared/ipc/take-away.ts';
import { everyRequest, type RequestQuery } from '../../../../shared/request-query.ts';
import { tokenPlaceholder } from '../../../../shared/requests.ts';
import { bridge } from '../../../bridge.ts';
import { Choice } from '../../../components/choice.tsx';
import type { HostedDialog } from '../../../components/dialog-host.tsx';
import { ExportForm } from '../../../components/export-form.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import '../../../styles/jobs.css';
import '../../../styles/take-away.css';

// Spelt out and not imported: the contract's value would bring the schemas into the first paint.
const formats: readonly [RequestFileFormat, ...RequestFileFormat[]] = ['har', 'jsonl'];

interface Props extends HostedDialog {
  /** The selected requests. */
  ids: readonly number[];
  /** What the list shows. */
  query: RequestQuery;
}

/** Asks which requests, in which format and whether with the token; the system's dialog then asks for the file. */
export function ExportDialog({ isOpen, onClose, ...what }: Props) {
  return (
    <ModalDialog isOpen={isOpen} name={t('action.exportRequests')} onClose={onClose}>
      <RequestExportForm {...what} onClose={onClose} />
    </ModalDialog>
  );
}

type Which = 'some' | 'found' | 'all';

function RequestExportForm({ ids, query, onClose }: Omit<Props, 'isOpen'>) {
  const name = useId();
  const isEveryRequest = query.text.trim() === '' && query.filters.length === 0;
  const choices: Which[] = [
    ...(ids.length > 0 ? ['some' as const] : []),
    ...(isEveryRequest ? [] : ['found' as const]),
    'all',
  ];
  // One that is only on show was hardly chosen to be exported alone.
  const [which, setWhich] = useState<Which>(ids.length > 1 ? 'some' : isEveryRequest ? 'all' : 'found');
  const [withToken, setWithToken] = useState(false);
  const requests: ExportedRequests =
    which === 'some'
      ? { kind: 'some', ids: [...ids] }
      : { kind: 'found', query: which === 'found' ? query : everyRequest };
  return (
    <ExportForm
      title={t('action.exportRequests')}
      formats={formats}
      nameOf={(format) => t(`takeAway.format.${format}`)}
      hintOf={(format) => t(`takeAway.format.${format}Hint`)}
      options={
        <div className="choices">
          <Choice
            type="checkbox"
            name={t('takeAway.withToken')}
            hint={t('takeAway.withTokenHint', { placeholder: tokenPlaceholder })}
            isChecked={withToken}
            onChange={setWithToken}
          />
        </div>
      }
      onExport={(format) => bridge().exportRequests({ requests, format, withToken })}
      onClose={onClose}
    >
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
    </ExportForm>
  );
}
