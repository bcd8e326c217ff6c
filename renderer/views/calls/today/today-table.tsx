import { t } from '../../../../shared/i18n/translate.ts';
import { describeAgents, describeHourSpan, type Hour } from './describe-hour.ts';

/** The chart in words, for those who do not see it: the hours that had calls. */
export function TodayTable({ hours }: { hours: readonly Hour[] }) {
  const busy = hours.filter(({ calls }) => calls > 0);
  if (busy.length === 0) return null;
  return (
    <table className="visually-hidden">
      <caption>{t('today.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('today.hour')}</th>
          <th scope="col">{t('today.hourCalls')}</th>
          <th scope="col">{t('today.byAgent')}</th>
        </tr>
      </thead>
      <tbody>
        {busy.map((hour) => (
          <tr key={hour.startsAt}>
            <th scope="row">{describeHourSpan(hour)}</th>
            <td>{hour.calls}</td>
            <td>{describeAgents(hour)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
