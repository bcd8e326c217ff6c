import '../settings/zod-without-eval.ts';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useEffect, useRef } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useStatus } from '../../hooks/use-status.ts';
import { settingsQuery } from '../../live/queries.ts';
import { useWelcomeStep, type WelcomeStep, welcomeSteps } from './use-welcome-step.ts';
import { AgentPage, CheckPage, TelecmiPage, TunnelPage, type WelcomePageProps } from './welcome-pages.tsx';
import { WelcomeProgress } from './welcome-progress.tsx';
import '../../styles/settings.css';
import '../../styles/welcome.css';
import { useLeavablePage } from '../../hooks/before-leaving.tsx';
import { useAttempt } from '../../hooks/use-attempt.ts';

interface Props {
  onDone: () => void;
  onOpenCall: (id: number) => void;
}

const pages: Record<WelcomeStep, ComponentType<WelcomePageProps>> = {
  agent: AgentPage,
  tunnel: TunnelPage,
  check: CheckPage,
  telecmi: TelecmiPage,
};

/** The first run, in four steps; each can be gone to, and all can be left, at any time. */
export default function WelcomeView({ onDone, onOpenCall }: Props) {
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  const status = useStatus();
  const { index, step, goTo } = useWelcomeStep();
  const heading = useRef<HTMLHeadingElement>(null);
  const attempt = useAttempt();
  const { wrap, saveTyped } = useLeavablePage();
  const isReady = settings !== undefined && status !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read from its heading on
  useEffect(() => heading.current?.focus(), [index, isReady]);

  if (error !== null) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (settings === undefined || status === undefined) return null;

  const Page = pages[step];
  const isLast = index === welcomeSteps.length - 1;
  /** Goes on once what is typed is saved; where that cannot be, the field says why. */
  const goOn = (go: () => void) => {
    void saveTyped().then((isDone) => {
      if (isDone) go();
    });
  };
  /** Goes whatever is typed: what cannot be saved is there again with its step. */
  const goAnyway = (go: () => void) => void saveTyped().then(go);
  const leave = () => {
    // If it cannot be saved, a notice says so; the person can go on all the same.
    attempt(() => bridge().updateSettings({ welcomeDone: true }));
    goTo(0);
    onDone();
  };
  return (
    <div className="welcome">
      <header className="welcome-header">
        <WelcomeProgress index={index} status={status} onGoTo={(target) => goOn(() => goTo(target))} />
        {isLast ? null : (
          <button type="button" className="button button-quiet" onClick={() => goAnyway(leave)}>
            {t('welcome.leave')}
          </button>
        )}
      </header>
      <div className="welcome-body">
        <div className="welcome-page" key={step}>
          <h2 ref={heading} tabIndex={-1}>
            {t(`welcome.${step}.title`)}
          </h2>
          <p className="welcome-lead">{t(`welcome.${step}.lead`)}</p>
          {wrap(
            <Page
              settings={settings}
              status={status}
              onGoTo={(target) => goTo(welcomeSteps.indexOf(target))}
              onOpenCall={onOpenCall}
            />,
          )}
        </div>
      </div>
      <footer className="welcome-footer">
        {index > 0 ? (
          <button type="button" className="button" onClick={() => goAnyway(() => goTo(index - 1))}>
            {t('welcome.back')}
          </button>
        ) : null}
        <button
          type="button"
          className="button button-primary"
          onClick={() => goOn(isLast ? leave : () => goTo(index + 1))}
        >
          {t(isLast ? 'welcome.done' : 'welcome.next')}
        </button>
      </footer>
    </div>
  );
}
