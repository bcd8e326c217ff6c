/** Choosing what the next requests are answered with. */
export const hiAnswers = {
  'answers.choose': 'अगले उत्तर चुनें',
  'answers.hint':
    'देखें कि विफलता या धीमे उत्तर पर भेजने वाला सिस्टम क्या करता है। उसके अनुरोध पहले की तरह दर्ज होते हैं और पॉपअप दिखाते हैं, और ज़्यादा से ज़्यादा 10 मिनट बाद DialPop फिर खुद उत्तर देने लगता है।',
  'answers.presets': 'आम स्थितियाँ',
  'answers.preset.timeOut': '{seconds, number} सेकंड तक कोई उत्तर नहीं',
  'answers.status': 'स्टेटस',
  'answers.status.own': 'DialPop का अपना',
  'answers.delay': 'देरी के सेकंड',
  'answers.requests': 'अनुरोध',
  'answers.start': 'शुरू करें',
  'answers.invalid.status': '200 से 599 तक का स्टेटस लिखें, या खाली छोड़ दें।',
  'answers.invalid.delay': '0 से {most, number} सेकंड तक की देरी लिखें।',
  'answers.invalid.requests': 'कितने अनुरोधों के लिए, 1 से {most, number} तक लिखें।',
  'answers.invalid.nothing': 'स्टेटस, देरी या दोनों लिखें।',
  'answers.stop': 'उत्तर चुनना बंद करें',
  'answers.stopShort': 'बंद करें',
  'answers.on': '{count, plural, one {अगले अनुरोध} other {अगले # अनुरोधों}} का उत्तर {answer} दिया जाएगा',
  'answers.onUntil':
    '{count, plural, one {अगले अनुरोध} other {अगले # अनुरोधों}} का उत्तर {answer} दिया जाएगा, ज़्यादा से ज़्यादा {until} तक। यह भेजने वाले सिस्टम को परखने के लिए DialPop में चुना गया है।',
  'answers.statusOnly': '{status}',
  'answers.delayOnly': '{seconds, number} सेकंड बाद',
  'answers.both': '{seconds, number} सेकंड बाद {status}',
  'answers.wasChosen': 'भेजने वाले सिस्टम को परखने के लिए DialPop में चुना गया उत्तर: {answer}।',
} as const;
