import type { ForwardTarget } from '../../../../shared/forwarding.ts';

/** The targets with one as it was edited. Editing does not turn it on or off: that may have happened meanwhile. */
export const withEdited = (all: readonly ForwardTarget[], edited: ForwardTarget): ForwardTarget[] =>
  all.some(({ id }) => id === edited.id)
    ? all.map((one) => (one.id === edited.id ? { ...edited, isOn: one.isOn } : one))
    : [...all, edited];

/** The targets with one turned on or off, and nothing else about it changed. */
export const withTurned = (all: readonly ForwardTarget[], turnedId: string, isOn: boolean): ForwardTarget[] =>
  all.map((one) => (one.id === turnedId ? { ...one, isOn } : one));
