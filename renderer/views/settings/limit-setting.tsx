import { t } from '../../../shared/i18n/translate.ts';
import { noRetention, type Retention, retentionSchema } from '../../../shared/retention.ts';
import { bridge } from '../../bridge.ts';
import { useConfirm } from '../../components/dialog-host.tsx';
import { useSettingsChange } from '../../hooks/use-settings-change.ts';
import { LimitControl } from './limit-control.tsx';

/** The limits by the names their texts have. */
const limits = {
  age: { field: 'maximumAgeDays', presets: [30, 90, 180, 365, 730] },
  calls: { field: 'maximumCalls', presets: [1000, 10_000, 100_000, 1_000_000] },
  size: { field: 'maximumMegabytes', presets: [100, 500, 1000, 5000] },
} as const satisfies Record<string, { field: keyof Retention; presets: readonly number[] }>;
type LimitName = keyof typeof limits;

/** "90 days", "10,000 calls", "500 MB". */
const describeLimit = (name: LimitName, count: number): string =>
  name === 'size' ? t('data.megabytes', { count }) : t(`retention.${name}.value`, { count });

/** One limit of the history: one of a few usual ones, or a number. Asks before it deletes calls. */
export function LimitSetting({ name, retention }: { name: LimitName; retention: Retention }) {
  const { field, presets } = limits[name];
  const change = useLimitChange(name, retention);
  return (
    <LimitControl
      label={t(`retention.${name}.label`)}
      description={t(`retention.${name}.description`)}
      none={t(`retention.${name}.none`)}
      unit={t(`retention.${name}.unit`)}
      invalid={t(`retention.${name}.invalid`)}
      value={retention[field]}
      presets={presets}
      describe={(count) => describeLimit(name, count)}
      isValid={(count) => retentionSchema.safeParse({ ...noRetention, [field]: count }).success}
      isSaved={change.isSaved}
      failure={change.failure}
      onChoose={change.ask}
    />
  );
}

/** Saves a limit, after telling how many calls it deletes and being told to. */
function useLimitChange(name: LimitName, retention: Retention) {
  const { field } = limits[name];
  const { isSaved, failure, change } = useSettingsChange();
  const confirm = useConfirm();
  const commit = async (value: number | null, onSaved: () => void) => {
    if (await change((settings) => ({ retention: { ...settings.retention, [field]: value } }))) onSaved();
  };

  const ask = async (value: number | null, onSaved: () => void): Promise<void> => {
    if (value === retention[field]) return onSaved();
    if (value !== null) {
      // What this limit deletes by itself is what its sentence tells.
      const preview = await bridge().previewRetention({ retention: { ...noRetention, [field]: value } });
      if (preview.calls > 0) {
        const sentence = t(`retention.${name}.ask`, { calls: preview.calls, limit: describeLimit(name, value) });
        return confirm({
          title: t('retention.askTitle'),
          text: `${sentence} ${t('retention.askKept')}`,
          confirm: t('retention.askConfirm'),
          onConfirm: () => void commit(value, onSaved),
        });
      }
    }
    await commit(value, onSaved);
  };
  return { isSaved, failure, ask };
}
