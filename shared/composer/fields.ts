/** The fields that can be told about: TeleCMI's, and those seen in their call records. */
export const describedFields = [
  'call_id',
  'leg',
  'type',
  'user',
  'cmiuuid',
  'direction',
  'callerid',
  'app_id',
  'appid',
  'time',
  'custom',
  'extra_params',
  'request_id',
  'status',
  'to',
  'from',
  'team',
  'conversation_uuid',
  'virtual_number',
  'vn',
  'answeredsec',
  'hangup_reason',
] as const;
export type DescribedField = (typeof describedFields)[number];

export const isDescribedField = (name: string): name is DescribedField =>
  describedFields.some((described) => described === name);

/** Values that TeleCMI is known to send, for fields that have only some. */
export const knownValues: Partial<Record<DescribedField, readonly string[]>> = {
  leg: ['a', 'b'],
  type: ['event', 'cdr'],
  direction: ['outbound', 'inbound'],
  status: ['started', 'answered', 'hangup', 'waiting', 'missed', 'out_started'],
};
