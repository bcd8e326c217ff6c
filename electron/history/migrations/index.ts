import { migration as callsEventsRequests } from './001-calls-events-requests.ts';
import { migration as whatPeopleDoWithCalls } from './002-what-people-do-with-calls.ts';
import { migration as searchIndex } from './003-search-index.ts';
import { migration as mergeRarely } from './004-merge-rarely.ts';
import { migration as inspector } from './005-inspector.ts';
import { migration as forwarding } from './006-forwarding.ts';
import { migration as timesInSeconds } from './007-times-in-seconds.ts';

/** In order; a database's `user_version` is how many of these it has had. Add at the end, never change one. */
export const migrations: readonly string[] = [
  callsEventsRequests,
  whatPeopleDoWithCalls,
  searchIndex,
  mergeRarely,
  inspector,
  forwarding,
  timesInSeconds,
];
