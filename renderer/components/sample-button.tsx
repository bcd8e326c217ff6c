import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import { bridge } from '../bridge.ts';
import { failureOf } from '../format/failure.ts';
import { FieldError } from './field-error.tsx';

/** Sends TeleCMI's documented event to the listener, as TeleCMI would. */
export function SampleButton() {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => bridge().sendSample() });
  const failure = failureOf(error, data);
  return (
    <>
      <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
        <Send aria-hidden />
        {t('sample.send')}
      </button>
      {data?.ok === true && !isPending ? (
        <p className="confirmation" role="status">
          {t('sample.sent')}
        </p>
      ) : null}
      <FieldError text={failure === null ? null : t('sample.failed', { reason: failure })} />
    </>
  );
}
