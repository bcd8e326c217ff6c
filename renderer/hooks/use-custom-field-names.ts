import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge.ts';
import { useLastCall } from './use-last-call.ts';

const maximumNames = 30;

/** Names of custom fields that calls really had, the most frequent first. */
export function useCustomFieldNames(): string[] {
  const call = useLastCall();
  const { data = [] } = useQuery({
    queryKey: ['customFieldNames'],
    queryFn: () => bridge().suggestFilterValues({ of: 'custom_name', prefix: '' }),
    gcTime: 0,
  });
  const ofLastCall = call?.customFields.map(({ name }) => name) ?? [];
  return [...new Set([...data.map(({ value }) => value), ...ofLastCall])].slice(0, maximumNames);
}
