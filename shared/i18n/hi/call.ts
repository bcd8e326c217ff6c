/** One call: its fields, timeline, note, earlier calls, what can be done with it. */
export const hiCall = {
  'action.pinCall': 'कॉल पिन करें',
  'action.unpinCall': 'कॉल का पिन हटाएँ',
  'action.markRead': 'पठित करें',
  'action.markUnread': 'अपठित करें',

  'call.pinned': 'पिन की गई',
  'call.sentByDialpop': 'DialPop ने भेजा',
  'call.sentByDialpopHint': 'इसे केवल DialPop ने भेजा; TeleCMI से कुछ नहीं आया।',
  'call.saidOnly': '“{text}”',
  'call.numberCopied': '{number} कॉपी हो गया।',
  'call.deleted': '{number} की कॉल मिटा दी गई।',
  'call.failed.pin': 'कॉल पिन नहीं हो सकी: {reason}',
  'call.failed.unpin': 'पिन नहीं हटाया जा सका: {reason}',
  'call.failed.read': 'कॉल को पढ़ा हुआ नहीं किया जा सका: {reason}',
  'call.failed.unread': 'कॉल को अपठित नहीं किया जा सका: {reason}',
  'call.failed.readAll': 'कॉल को पढ़ा हुआ नहीं किया जा सका: {reason}',
  'call.failed.delete': 'कॉल हटाई नहीं जा सकी: {reason}',
  'call.failed.restore': 'कॉल वापस नहीं लाई जा सकी: {reason}',
  'calls.backToCall': 'पहले वाली कॉल पर वापस',

  'note.heading': 'नोट',
  'note.placeholder': 'नोट लिखें; लिखते ही सहेजा जाता है और खोज में मिलता है',
  'note.saved': 'सहेजा गया',
  'note.failed': 'नोट सहेजा नहीं जा सका: {reason}',

  'earlier.heading': 'इस नंबर पर अन्य कॉल',
  'earlier.none': 'इस नंबर पर यही एक कॉल है।',
  'earlier.when': '{day} {time}',

  'timeline.late': 'देर से पहुँचा',
  'timeline.lateHint': 'यह इस मशीन पर कॉल की किसी बाद वाली घटना के बाद पहुँचा।',
  'timeline.byArrival': 'जहाँ TeleCMI नहीं बताता कि पहले क्या हुआ, वहाँ घटनाएँ पहुँचने के क्रम में हैं।',

  'value.open.link': '{value} खोलें',
  'value.open.email': '{value} को लिखें',
  'value.open.phone': '{value} डायल करें',

  'toast.region': 'सूचनाएँ',
  'toast.undo': 'पहले जैसा करें',
  'toast.close': 'बंद करें',
  'toast.announceUndo': '{text} {keys} से पहले जैसा करें।',
} as const;
