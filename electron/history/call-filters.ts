import type { CallFilter } from '../../shared/call-query.ts';
import type { CustomField } from '../../shared/calls.ts';
import { foldCase } from '../../shared/fold-text.ts';
import { valueText } from './call-texts.ts';
import { rangeOfPreset, startOfDate, type TimeRange } from './local-days.ts';

/** A condition on a row of `calls`. */
export interface SqlCondition {
  sql: string;
  values: (string | number)[];
}

export interface FilterConditions {
  sql: SqlCondition;
  /** What SQL cannot tell; null without conditions on custom fields. */
  custom: ((fields: readonly CustomField[]) => boolean) | null;
}

type CustomFilter = Extract<CallFilter, { kind: 'custom_equals' | 'custom_exists' }>;

/** What the filters ask of a call: conditions of different kinds must all hold, of one kind one of them. */
export function toConditions(filters: readonly CallFilter[], now: number): FilterConditions {
  const custom = filters.filter(isCustom);
  const groups = Map.groupBy(
    filters.filter((filter) => !isCustom(filter)),
    ({ kind }) => kind,
  );
  const conditions = [...groups.values()].map((group) =>
    joinConditions(
      group.map((filter) => toSql(filter, now)),
      'OR',
    ),
  );
  return { sql: joinConditions(conditions, 'AND'), custom: custom.length === 0 ? null : createFieldCheck(custom) };
}

const isCustom = (filter: CallFilter): filter is CustomFilter =>
  filter.kind === 'custom_equals' || filter.kind === 'custom_exists';

export function joinConditions(conditions: readonly SqlCondition[], operator: 'AND' | 'OR'): SqlCondition {
  const used = conditions.filter(({ sql }) => sql !== '');
  if (used.length === 0) return { sql: '', values: [] };
  return {
    sql: `(${used.map(({ sql }) => sql).join(` ${operator} `)})`,
    values: used.flatMap(({ values }) => values),
  };
}

function toSql(filter: Exclude<CallFilter, CustomFilter>, now: number): SqlCondition {
  switch (filter.kind) {
    case 'agent':
      return agentCondition(filter.agent);
    case 'day': {
      const { from, to } = rangeOfPreset(filter.preset, now);
      return { sql: '(received_at >= ? AND received_at < ?)', values: [from, to] };
    }
    case 'after':
      return { sql: 'received_at >= ?', values: [startOfDate(filter.date)] };
    case 'before':
      return { sql: 'received_at < ?', values: [startOfDate(filter.date, 1)] };
    case 'origin':
      return { sql: `is_click_to_call = ${filter.origin === 'click2call' ? 1 : 0}`, values: [] };
    case 'popup':
      return filter.outcome === 'none'
        ? { sql: 'popup IS NULL', values: [] }
        : { sql: "popup ->> '$.status' = ?", values: [filter.outcome] };
    case 'unread':
      return { sql: 'unread = 1', values: [] };
    case 'pinned':
      return { sql: 'is_pinned = 1', values: [] };
  }
}

/** Filters that say nothing but when a call came. */
export const timeKinds: ReadonlySet<CallFilter['kind']> = new Set(['day', 'after', 'before'] as const);

/** The time outside of which no filter lets a call be; null where they say nothing of time. */
export function timeRangeOf(filters: readonly CallFilter[], now: number): TimeRange | null {
  const ranges = filters.flatMap((filter) => rangeOf(filter, now) ?? []);
  if (ranges.length === 0) return null;
  // Filters of one kind are alternatives: together they reach from the first to the last moment of any.
  const hulls = [...Map.groupBy(ranges, ({ kind }) => kind).values()];
  return {
    from: Math.max(...hulls.map((group) => Math.min(...group.map(({ from }) => from)))),
    to: Math.min(...hulls.map((group) => Math.max(...group.map(({ to }) => to)))),
  };
}

function rangeOf(filter: CallFilter, now: number): (TimeRange & { kind: string }) | null {
  const { kind } = filter;
  switch (kind) {
    case 'day':
      return { kind, ...rangeOfPreset(filter.preset, now) };
    case 'after':
      return { kind, from: startOfDate(filter.date), to: Number.MAX_SAFE_INTEGER };
    case 'before':
      return { kind, from: Number.MIN_SAFE_INTEGER, to: startOfDate(filter.date, 1) };
    default:
      return null;
  }
}

/** `202` is that extension at every app id: `202` itself, or `202_` and something. */
function agentCondition(agent: string): SqlCondition {
  if (agent.includes('_')) return { sql: 'agent = ?', values: [agent] };
  // The character after "_" ends the range of what begins with it.
  return { sql: '(agent = ? OR (agent >= ? AND agent < ?))', values: [agent, `${agent}_`, `${agent}\``] };
}

/** Conditions on the same field: one of them must hold; on different fields: all. */
function createFieldCheck(filters: readonly CustomFilter[]): (fields: readonly CustomField[]) => boolean {
  const byName = [...Map.groupBy(filters, ({ name }) => foldCase(name))].map(([name, group]) => ({
    name,
    isAnyValue: group.some(({ kind }) => kind === 'custom_exists'),
    values: new Set(group.flatMap((filter) => (filter.kind === 'custom_equals' ? [foldCase(filter.value)] : []))),
  }));
  return (fields) =>
    byName.every(({ name, isAnyValue, values }) =>
      fields.some(
        (field) => foldCase(field.name) === name && (isAnyValue || values.has(foldCase(valueText(field.value)))),
      ),
    );
}
