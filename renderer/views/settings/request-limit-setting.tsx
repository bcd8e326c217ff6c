import { useQuery } from '@tanstack/react-query';
import { t } from '../../../shared/i18n/translate.ts';
import { type RequestLimits, requestLimitsSchema } from '../../../shared/request-limits.ts';
import { useConfirm } from '../../components/dialog-host.tsx';
import { useSettingsChange } from '../../hooks/use-settings-change.ts';
import { requestStorageQuery } from '../../live/queries.ts';
import { LimitControl } from './limit-control.tsx';

/** The inspector's limits by the names their texts have. */
const limits = {
  count: { field: 'maximumRequests', presets: [1000, 10_000, 100_000] },
  age: { field: 'maximumAgeDays', presets: [7, 30, 90] },
  size: { field: 'maximumMegabytes', presets: [50, 100, 500, 1000] },
} as const satisfies Record<string, { field: keyof RequestLimits; presets: readonly number[] }>;
type LimitName = keyof typeof limits;

const describeLimit = (name: LimitName, count: number): string =>
  name === 'size' ? t('data.megabytes', { count }) : t(`requestLimit.${name}.value`, { count });

/** One limit of what Requests shows. Asks before it lets go of any. */
export function RequestLimitSetting({ name, requestLimits }: { name: LimitName; requestLimits: RequestLimits }) {
  const { field, presets } = limits[name];
  const value = requestLimits[field];
  const { isSaved, failure, change } = useSettingsChange();
  const { data: storage } = useQuery(requestStorageQuery);
  const confirm = useConfirm();
  const commit = async (next: number | null, onSaved: () => void) => {
    if (await change((settings) => ({ requestLimits: { ...settings.requestLimits, [field]: next } }))) onSaved();
  };
  const choose = async (next: number | null, onSaved: () => void) => {
    if (next === value) return onSaved();
    const isTighter = next !== null && (value === null || next < value);
    if (!isTighter || (storage?.requests ?? 0) === 0) {
      await commit(next, onSaved);
      return;
    }
    confirm({
      title: t('requestLimit.askTitle'),
      text: t(`requestLimit.${name}.ask`, { limit: describeLimit(name, next) }),
      confirm: t('requestLimit.askConfirm'),
      onConfirm: () => void commit(next, onSaved),
    });
  };
  return (
    <LimitControl
      label={t(`requestLimit.${name}.label`)}
      description={t(`requestLimit.${name}.description`)}
      none={t(`requestLimit.${name}.none`)}
      unit={t(`requestLimit.${name}.unit`)}
      invalid={t(`requestLimit.${name}.invalid`)}
      value={value}
      presets={presets}
      describe={(count) => describeLimit(name, count)}
      isValid={(count) => requestLimitsSchema.safeParse({ ...requestLimits, [field]: count }).success}
      isSaved={isSaved}
      failure={failure}
      onChoose={choose}
    />
  );
}
