import { type ReactNode, useId } from 'react';
import { type Encoding, encodings } from '../../shared/composer/draft.ts';
import {
  defaultCounts,
  maximumScenarioCount,
  type ScenarioName,
  type Speed,
  speeds,
} from '../../shared/composer/scenarios.ts';
import { t } from '../../shared/i18n/translate.ts';
import { Select } from '../components/select.tsx';

/** What is typed; a number may be half way. */
export interface TypedOptions {
  to: string;
  agent: string;
  count: string;
  speed: Speed;
  encoding: Encoding;
}

interface Props {
  name: ScenarioName;
  typed: TypedOptions;
  /** Which of them make no call. */
  wrong: ReadonlySet<PropertyKey | undefined>;
  /** How long it takes in real time. */
  realMs: number;
  onChange: (typed: TypedOptions) => void;
}

/** Whom a scenario calls, how fast, and how it is sent. */
export function ScenarioForm({ name, typed, wrong, realMs, onChange }: Props) {
  const speedText = (speed: Speed): string =>
    speed === 'real'
      ? t('composer.run.speed.real', { seconds: Math.ceil(realMs / 1000) })
      : t('composer.run.speed.fast');
  return (
    <fieldset className="scenario-form" aria-label={t(`composer.scenario.${name}.name`)}>
      <Option
        text={t('composer.run.to')}
        value={typed.to}
        problem={wrong.has('to') ? t('composer.run.invalidTo') : null}
        onChange={(to) => onChange({ ...typed, to })}
      />
      <Option
        text={t('composer.run.agent')}
        value={typed.agent}
        problem={wrong.has('agent') ? t('composer.run.invalidAgent') : null}
        onChange={(agent) => onChange({ ...typed, agent })}
      />
      {defaultCounts[name] === null ? null : (
        <Option
          text={t(name === 'burst' ? 'composer.run.count.burst' : 'composer.run.count.redeliveries')}
          value={typed.count}
          problem={wrong.has('count') ? t('composer.run.invalidCount', { count: maximumScenarioCount }) : null}
          onChange={(count) => onChange({ ...typed, count })}
        />
      )}
      <Labelled text={t('composer.run.speed')}>
        {(id) => (
          <Select
            id={id}
            value={typed.speed}
            options={speeds.map((speed) => ({ value: speed, text: speedText(speed) }))}
            onChange={(speed) => onChange({ ...typed, speed })}
          />
        )}
      </Labelled>
      <Labelled text={t('composer.encoding')}>
        {(id) => (
          <Select
            id={id}
            value={typed.encoding}
            options={encodings.map((encoding) => ({ value: encoding, text: t(`composer.encoding.${encoding}`) }))}
            onChange={(encoding) => onChange({ ...typed, encoding })}
          />
        )}
      </Labelled>
    </fieldset>
  );
}

function Labelled({ text, children }: { text: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="scenario-option">
      <label htmlFor={id}>{text}</label>
      {children(id)}
    </div>
  );
}

interface OptionProps {
  text: string;
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
}

function Option({ text, value, problem, onChange }: OptionProps) {
  return (
    <Labelled text={text}>
      {(id) => (
        <>
          <input
            id={id}
            className="input is-code"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={64}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
          {problem === null ? null : (
            <span id={`${id}-problem`} className="field-error">
              {problem}
            </span>
          )}
        </>
      )}
    </Labelled>
  );
}
