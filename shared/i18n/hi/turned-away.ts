/** Requests that were turned away, counted. */
export const hiTurnedAway = {
  'turnedAway.name': '{count, plural, one {# अनुरोध लौटाया गया} other {# अनुरोध लौटाए गए}}',
  'turnedAway.heading': 'DialPop शुरू होने के बाद से लौटाए गए',
  'turnedAway.unknown': 'ग़लत पाथ या टोकन',
  'turnedAway.too_many_unknown': 'ग़लत पाथ या टोकन, बाढ़ की तरह',
  'turnedAway.too_fast': 'एक ही भेजने वाले से बहुत तेज़ी से',
  'turnedAway.overloaded': 'एक साथ इतने कि सहेजे न जा सकें',
  'turnedAway.too_many_headers': 'बहुत सारे हेडर',
  'turnedAway.not_stored': 'सहेजे नहीं जा सके',
  'turnedAway.hint': 'इनमें से केवल सबसे नए दिखते हैं, बिना बॉडी के, और बाढ़ में से बस कुछ ही।',
} as const;
