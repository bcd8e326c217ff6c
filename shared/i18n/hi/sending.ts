import type { enSending } from '../en/sending.ts';

/** Sending a request again, editing it, comparing two. */
export const hiSending = {
  'sending.failed.cancelled': 'इसे रद्द कर दिया गया।',
  'sending.failed.timedOut': '{seconds, plural, one {# सेकंड} other {# सेकंड}} में कोई उत्तर नहीं मिला।',
  'sending.failed.notHttp': 'वहाँ जो उत्तर देता है, वह HTTP नहीं समझता।',
  'sending.failed.refused': 'वहाँ कोई सुन नहीं रहा है।',
  'sending.failed.nameNotFound': 'इस नाम का कोई सर्वर नहीं मिला।',
  'sending.failed.closed': 'कनेक्शन बिना उत्तर के बंद हो गया।',
  'sending.failed.noConnection': 'कनेक्शन नहीं बन सका।',
  'sending.failed.notHttpText': 'पते, मेथड या हेडर में ऐसे अक्षर हैं जिन्हें HTTP नहीं ले जा सकता।',
  'sending.failed.other': 'इसे भेजा नहीं जा सका: {detail}।',
} as const satisfies Record<keyof typeof enSending, string>;
