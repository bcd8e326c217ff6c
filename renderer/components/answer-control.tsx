import { lazy, Suspense, useState } from 'react';
import { describeChosenAnswer } from '../../shared/answer-control-words.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { AppStatus } from '../../shared/status.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { formatClock } from '../format/time.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { Banner } from './banner.tsx';
import { ModalDialog } from './modal-dialog.tsx';

const AnswerForm = lazy(() => import('../views/requests/answers/answer-form.tsx'));

/** What the next requests are answered with: the choice, and for as long as it is on, a banner over every view. */
export function AnswerControl({ status }: { status: AppStatus | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const attempt = useAttempt();
  const control = status?.answerControl ?? null;
  const stop = () => {
    focusView();
    attempt(() => bridge().stopChosenAnswers());
  };
  useAction('chooseAnswers', () => setOpen(true));
  useAction('stopChosenAnswers', control === null ? null : stop);
  const close = () => setOpen(false);
  return (
    <>
      {control === null ? null : (
        <Banner
          tone="warning"
          actions={
            <button type="button" className="button banner-button" onClick={stop}>
              {t('answers.stopShort')}
            </button>
          }
        >
          {t('answers.onUntil', {
            count: control.left,
            answer: describeChosenAnswer(control),
            until: formatClock(control.endsAt),
          })}
        </Banner>
      )}
      <ModalDialog isOpen={isOpen} name={t('answers.choose')} onClose={close}>
        <Suspense fallback={null}>
          <AnswerForm onDone={close} />
        </Suspense>
      </ModalDialog>
    </>
  );
}
