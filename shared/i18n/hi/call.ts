/** One call: its fields, timeline, note, earlier calls, what can be done with it. */
export const hiCall = {} as const;
