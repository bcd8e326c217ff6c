import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { t } from '../../../../shared/i18n/translate.ts';
import { isKey } from '../../../actions/keys.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useThemeChange } from '../../../hooks/use-theme-change.ts';
import { describeAgents, describeHourSpan, type Hour, isWithin } from './describe-hour.ts';
import 'uplot/dist/uPlot.min.css';
import '../../../styles/hours-chart.css';

interface Props {
  hours: readonly Hour[];
}

const height = 40;
/** A bar's share of its hour's width, and the widest one in pixels. */
const barSize: [number, number] = [0.68, 16];

/** Calls for each hour of the day; pointing at a bar, or the arrow keys, tell whose they were. */
export default function HoursChart({ hours }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const theme = useThemeChange();
  const now = useNow();
  const current = hours.findIndex((hour) => isWithin(hour, now));
  const width = useWidth(box);

  useEffect(() => {
    const element = box.current;
    if (element === null || width === 0) return;
    const chart = new uPlot(chartOptions(element, width, hours.length, theme), chartData(hours, current), element);
    return () => chart.destroy();
  }, [hours, current, width, theme]);

  const shown = pointed === null ? undefined : hours[pointed];
  const onKeyDown = (event: KeyboardEvent) => {
    const start = pointed ?? Math.max(current, 0);
    const target = { ArrowLeft: start - 1, ArrowRight: start + 1, Home: 0, End: hours.length - 1 }[event.key];
    if (isKey(event, 'Escape') && pointed !== null) setPointed(null);
    else if (target === undefined) return;
    else setPointed(Math.min(Math.max(target, 0), hours.length - 1));
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // A slider in its keys and its words: one of the hours is looked at.
    <div
      className="hours-chart"
      role="slider"
      tabIndex={0}
      aria-label={t('today.chart')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(hours.length - 1, 0)}
      aria-valuenow={pointed ?? Math.max(current, 0)}
      aria-valuetext={describeHour(hours[pointed ?? Math.max(current, 0)])}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setPointed(Math.max(current, 0));
      }}
      onBlur={() => setPointed(null)}
      onPointerMove={({ clientX, currentTarget }) => {
        const { left, width: across } = currentTarget.getBoundingClientRect();
        setPointed(Math.min(Math.max(Math.floor(((clientX - left) / across) * hours.length), 0), hours.length - 1));
      }}
      onPointerLeave={() => setPointed(null)}
    >
      <div ref={box} className="hours-plot" aria-hidden />
      {shown === undefined || pointed === null ? null : (
        <>
          <div
            className="hour-pointed"
            aria-hidden
            style={{ left: `${(pointed / hours.length) * 100}%`, width: `${100 / hours.length}%` }}
          />
          <HourHint hour={shown} isAtEnd={pointed > hours.length / 2} />
        </>
      )}
    </div>
  );
}

function HourHint({ hour, isAtEnd }: { hour: Hour; isAtEnd: boolean }) {
  const agents = describeAgents(hour);
  return (
    <div className={`hour-hint ${isAtEnd ? 'is-at-end' : ''}`} aria-hidden>
      <strong>{t('today.hourHint', { span: describeHourSpan(hour), count: hour.calls })}</strong>
      {agents === '' ? null : <span>{agents}</span>}
    </div>
  );
}

function describeHour(hour: Hour | undefined): string {
  if (hour === undefined) return '';
  const text = t('today.hourHint', { span: describeHourSpan(hour), count: hour.calls });
  const agents = describeAgents(hour);
  return agents === '' ? text : `${text}: ${agents}`;
}

/** The hours before and after this one, and this one, which stands out. */
function chartData(hours: readonly Hour[], current: number): uPlot.AlignedData {
  return [
    hours.map((_hour, index) => index),
    hours.map(({ calls }, index) => (index === current ? null : calls)),
    hours.map(({ calls }, index) => (index === current ? calls : null)),
  ];
}

function chartOptions(element: HTMLElement, width: number, hours: number, _theme: number): uPlot.Options {
  const style = getComputedStyle(element);
  const bars = uPlot.paths.bars?.({ size: barSize, radius: 0.2 });
  const series = (color: string): uPlot.Series => ({
    fill: style.getPropertyValue(color).trim(),
    width: 0,
    points: { show: false },
    ...(bars === undefined ? {} : { paths: bars }),
  });
  return {
    width,
    height,
    padding: [2, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: [-0.5, hours - 0.5] },
      // A quiet day's one call is not a full bar.
      y: { range: (_chart, _min, max) => [0, Math.max(max, 4)] },
    },
    series: [{}, series('--chart-bar'), series('--chart-bar-now')],
  };
}

function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
