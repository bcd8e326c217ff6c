import fc from 'fast-check';

/**
 * What stands for a value on its way into the page, where JSON is all that arrives: each kind is made into the
 * real thing by `buildValue`, there and here.
 */
export type Recipe =
  | { kind: 'plain'; value: string | number | boolean | null }
  | { kind: 'special'; name: 'undefined' | 'NaN' | 'Infinity' | '-0' | 'bigint' | 'invalid date' | 'hole' }
  | { kind: 'text'; unit: string; length: number }
  | { kind: 'date' | 'regexp' | 'error'; value: string }
  | {
      kind: 'bytes';
      type: 'Uint8Array' | 'Float64Array' | 'BigInt64Array' | 'ArrayBuffer';
      length: number;
    }
  | { kind: 'list' | 'set'; items: Recipe[] }
  | { kind: 'repeat'; item: Recipe; length: number }
  | { kind: 'nest'; depth: number }
  | { kind: 'record' | 'map'; entries: [string, Recipe][] };

/** Makes the value. Sent into the page as text, so it uses nothing from outside itself. */
export function buildValue(recipe: Recipe): unknown {
  switch (recipe.kind) {
    case 'plain':
      return recipe.value;
    case 'special':
      return {
        undefined: undefined,
        NaN: Number.NaN,
        Infinity: Number.POSITIVE_INFINITY,
        '-0': -0,
        bigint: 2n ** 70n,
        'invalid date': new Date(Number.NaN),
        hole: new Array(3),
      }[recipe.name];
    case 'text':
      return recipe.unit.repeat(recipe.length);
    case 'date':
      return new Date(recipe.value);
    case 'regexp':
      return /x/gu;
    case 'error':
      return new TypeError(recipe.value);
    case 'bytes':
      return new { Uint8Array, Float64Array, BigInt64Array, ArrayBuffer }[recipe.type](recipe.length * 8);
    case 'list':
      return recipe.items.map(buildValue);
    case 'set':
      return new Set(recipe.items.map(buildValue));
    case 'repeat':
      return Array.from({ length: recipe.length }, () => buildValue(recipe.item));
    case 'nest': {
      let value: unknown = 1;
      for (let depth = 0; depth < recipe.depth; depth += 1) value = depth % 2 === 0 ? [value] : { value };
      return value;
    }
    case 'map':
      return new Map(recipe.entries.map(([name, item]) => [name, buildValue(item)]));
    case 'record': {
      const record = {};
      // `__proto__` becomes a property of its own and no prototype.
      for (const [name, item] of recipe.entries) {
        Object.defineProperty(record, name, { value: buildValue(item), enumerable: true, configurable: true });
      }
      return record;
    }
  }
}

/** The value's approximate size in bytes. */
export function weightOf(recipe: Recipe): number {
  const sum = (recipes: readonly Recipe[]): number => recipes.reduce((total, one) => total + weightOf(one), 0);
  switch (recipe.kind) {
    case 'plain':
      return String(recipe.value).length;
    case 'special':
      return 8;
    case 'text':
      return recipe.unit.length * recipe.length;
    case 'date':
    case 'regexp':
    case 'error':
      return 100;
    case 'bytes':
      return 64 * recipe.length;
    case 'list':
    case 'set':
      return sum(recipe.items);
    case 'repeat':
      return recipe.length * weightOf(recipe.item);
    case 'nest':
      return 20 * recipe.depth;
    case 'record':
    case 'map':
      return sum(recipe.entries.map(([, item]) => item));
  }
}

/** Names the contract knows, and names the language knows. */
const names = [
  ...[
    'id',
    'ids',
    'callId',
    'linkId',
    'text',
    'value',
    'kind',
    'query',
    'filters',
    'before',
    'limit',
    'format',
    'note',
  ],
  ...[
    'unread',
    'isPinned',
    'days',
    'from',
    'to',
    'of',
    'prefix',
    'name',
    'length',
    'retention',
    'requestLimits',

    'token',
    'links',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'then', 'toJSON', 'hasOwnProperty', '', ' '],
];

const small: fc.Arbitrary<Recipe> = fc.oneof(
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('link', 'agent', 'csv', '1_hour', 'javascript:alert(1)', "'; DROP TABLE calls; --", '%_\\'),
      fc.constantFrom(0, 1, -1, 0.5, 2 ** 31, 2 ** 53, Number.MAX_VALUE, 1e-300),
      fc.boolean(),
      fc.constant(null),
    )
    .map((value): Recipe => ({ kind: 'plain', value })),
  fc
    .constantFrom('undefined', 'NaN', 'Infinity', '-0', 'bigint', 'invalid date', 'hole')
    .map((name): Recipe => ({ kind: 'special', name: name as 'NaN' })),
  fc.record({ kind: fc.constantFrom('date', 'regexp', 'error'), value: fc.constantFrom('2026-11-24', '0', 'x') }),
  fc.record({
    kind: fc.constant('bytes'),
    type: fc.constantFrom('Uint8Array', 'Float64Array', 'BigInt64Array', 'ArrayBuffer'),
    length: fc.constantFrom(0, 1, 1000),
  }),
) as fc.Arbitrary<Recipe>;

const longText = fc.record({
  kind: fc.constant('text'),
  unit: fc.constantFrom('a', '9', '\u0000', '\u202E', 'क', '\uD800', '\n'),
  length: fc.constantFrom(200, 201, 4001, 300_000),
}) as fc.Arbitrary<Recipe>;

const tied = fc.letrec<{ recipe: Recipe }>((tie) => {
  const entries = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 5 })), tie('recipe')), {
    maxLength: 5,
  });
  return {
    recipe: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      small,
      longText,
      fc.record({ kind: fc.constantFrom('record', 'map'), entries }),
      fc.record({ kind: fc.constantFrom('list', 'set'), items: fc.array(tie('recipe'), { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('repeat'), item: small, length: fc.constantFrom(61, 1001) }),
      fc.record({ kind: fc.constant('nest'), depth: fc.constantFrom(5, 200) }),
    ) as fc.Arbitrary<Recipe>,
  };
});

/** Any value that can be sent to another process. */
export const anyRecipe: fc.Arbitrary<Recipe> = tied.recipe;

/** A JSON value as a recipe. */
function toRecipe(value: unknown): Recipe {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toRecipe) };
  if (typeof value === 'object' && value !== null) {
    return { kind: 'record', entries: Object.entries(value).map(([name, item]) => [name, toRecipe(item)]) };
  }
  return { kind: 'plain', value: value as string | number | boolean | null };
}

/** An argument of the right form with some of its values, or one name more, that do not belong. */
export function nearRecipe(example: Record<string, unknown>): fc.Arbitrary<Recipe> {
  const properties = Object.entries(example).map(([name, value]) =>
    fc.tuple(fc.constant(name), fc.oneof({ arbitrary: fc.constant(toRecipe(value)), weight: 3 }, small, anyRecipe)),
  );
  const more = fc.array(fc.tuple(fc.constantFrom(...names), small), { maxLength: 1 });
  return fc
    .tuple(fc.tuple(...properties), more)
    .map(([own, others]): Recipe => ({ kind: 'record', entries: [...own, ...others] as [string, Recipe][] }));
}
