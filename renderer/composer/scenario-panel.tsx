import { useMutation } from '@tanstack/react-query';
import { Play, X } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { documentedAgent, documentedNumber } from '../../shared/composer/call-events.ts';
import type { ScenarioRun, ScenarioRunStep } from '../../shared/composer/scenario-run.ts';
import {
  defaultCounts,
  planScenario,
  type ScenarioName,
  type ScenarioOptions,
  type Speed,
  scenarioOptionsSchema,
} from '../../shared/composer/scenarios.ts';
import { t } from '../../shared/i18n/translate.ts';
import { bridge } from '../bridge.ts';
import { failureOf } from '../format/failure.ts';
import { createKeptDrafts, useKeptDraft } from '../hooks/kept-drafts.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { describeRun } from './describe-run.ts';
import { ScenarioForm, type TypedOptions } from './scenario-form.tsx';
import { ScenarioSteps } from './scenario-steps.tsx';
import { useScenarioRun } from './use-scenario-run.ts';

interface Props {
  name: ScenarioName;
  agentId: string | undefined;
  sendButton: RefObject<HTMLButtonElement | null>;
}

/** What is typed for each scenario, there again once the composer was closed to look at the calls. */
const drafts = createKeptDrafts<TypedOptions>();

/** A scenario: what it sends and when, with its progress while it runs. */
export function ScenarioPanel({ name, agentId, sendButton }: Props) {
  const [kept, keep] = useKeptDraft(drafts, name);
  const typed: TypedOptions = kept ?? {
    to: documentedNumber,
    agent: agentId ?? documentedAgent,
    count: String(defaultCounts[name] ?? 1),
    speed: 'fast',
    encoding: 'json',
  };
  // What became of the last run is shown until something else is chosen.
  const [hasChanged, setChanged] = useState(false);
  const latest = useScenarioRun();
  const isRunning = latest?.state === 'running';
  const run = latest?.name === name && (isRunning || !hasChanged) ? latest : null;
  const options = scenarioOptionsSchema.safeParse({ ...typed, to: typed.to.trim(), count: Number(typed.count) });
  const planned = plan(name, typed);
  const { mutate, data, error } = useMutation({
    mutationFn: (chosen: ScenarioOptions) => bridge().startScenario({ name, options: chosen }),
    onMutate: () => setChanged(false),
  });
  const attempt = useAttempt();
  const failure = failureOf(error, data);
  return (
    <>
      <div className="composer-body composer-scenario">
        <p>{t(`composer.scenario.${name}.text`)}</p>
        <ScenarioForm
          name={name}
          typed={typed}
          wrong={new Set(options.error?.issues.map(({ path }) => path[0]))}
          realMs={planned.realMs}
          onChange={(next) => {
            keep(next);
            if (!isRunning) setChanged(true);
          }}
        />
        <ScenarioSteps steps={run?.steps ?? planned.steps} />
      </div>
      <footer className="composer-footer">
        <p className="composer-answer">{isRunning ? describeRunning(latest, name) : ''}</p>
        {/* Only the end is said to who does not see it, and here: while the dialog is open, nothing outside is heard. */}
        <p className={failure === null ? 'composer-answer' : 'composer-answer is-bad'} role="status">
          {failure ?? (run === null || isRunning ? '' : describeRun(run))}
        </p>
        {isRunning ? (
          <button
            ref={sendButton}
            type="button"
            className="button"
            onClick={() => attempt(() => bridge().cancelScenario())}
          >
            <X aria-hidden />
            {t('composer.run.cancel')}
          </button>
        ) : (
          <button
            ref={sendButton}
            type="button"
            className="button button-primary"
            aria-keyshortcuts="Control+Enter Meta+Enter"
            disabled={!options.success}
            onClick={() => options.success && mutate(options.data)}
          >
            <Play aria-hidden />
            {t('composer.run.start')}
          </button>
        )}
      </footer>
    </>
  );
}

/** How far what is being sent is; another scenario may be under way. */
const describeRunning = (running: ScenarioRun, name: ScenarioName): string =>
  running.name === name ? describeRun(running) : t('composer.run.another');

/** What would be sent, and how long it takes in real time. Whom it calls changes neither. */
function plan(name: ScenarioName, { speed, count }: TypedOptions): { steps: ScenarioRunStep[]; realMs: number } {
  const counted = scenarioOptionsSchema.shape.count.safeParse(Number(count));
  const options = { to: documentedNumber, agent: documentedAgent, encoding: 'json', count: counted.data ?? 1 } as const;
  // Only the moments are looked at, so the ids may be anything.
  const planAt = (chosen: Speed) => planScenario(name, { ...options, speed: chosen }, { now: 0, randomUuid: () => '' });
  return {
    steps: planAt(speed).map((step) => ({ atMs: step.atMs, name: step.name, outcome: { state: 'waiting' } })),
    realMs: planAt('real').at(-1)?.atMs ?? 0,
  };
}
