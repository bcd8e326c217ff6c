import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge.ts';

/** Somebody who starts ngrok with this in view wants it found at once. */
const lookIntervalMs = 3000;

/** The public URL of an ngrok that leads here, looked for again and again while it is on show; null without one. */
export function useNgrok(): string | null {
  const { data } = useQuery({
    queryKey: ['ngrok'],
    queryFn: () => bridge().findNgrok(),
    refetchInterval: lookIntervalMs,
    staleTime: 0,
    gcTime: 0,
  });
  return data?.publicUrl ?? null;
}
