/** Call links: their settings, preview and failures. */
export const hiLinks = {
  'links.problem.unclosed': 'अक्षर {position, number}: इस “{open}” के बाद “{close}” नहीं है।',
  'links.problem.stray_end': 'अक्षर {position, number}: इस “{close}” से पहले “{open}” नहीं है।',
  'links.problem.empty_name': 'अक्षर {position, number}: ब्रेस के बीच किसी फ़ील्ड का नाम लिखें, जैसे “to”।',
  'links.problem.not_a_variable':
    'अक्षर {position, number}: ब्रेस के बीच केवल फ़ील्ड का नाम आ सकता है, कोई सेक्शन या टिप्पणी नहीं।',
  'links.problem.unknown_name':
    'अक्षर {position, number}: कॉल में “{name}” नाम का कोई फ़ील्ड नहीं होता। कस्टम फ़ील्ड “custom.” से शुरू होते हैं, जैसे “custom.ticket”।',
  'links.problem.variable_in_scheme':
    'अक्षर {position, number}: लिंक कहाँ ले जाएगा, यह कोई फ़ील्ड तय नहीं कर सकता। https:// और पते से शुरू करें।',
  'links.problem.variable_in_host':
    'अक्षर {position, number}: लिंक कहाँ ले जाएगा, यह कोई फ़ील्ड तय नहीं कर सकता। होस्ट का नाम पूरा लिखें।',
  'links.problem.credentials': 'अक्षर {position, number}: “@” से पहले नाम या पासवर्ड लिंक का हिस्सा नहीं हो सकता।',
  'links.problem.control_character': 'अक्षर {position, number}: यह एक अदृश्य अक्षर है। कृपया इसे हटाएँ।',
  'links.problem.no_scheme': 'https:// और पेज के पते से शुरू करें।',
  'links.problem.no_host': 'http:// या https:// के बाद होस्ट का नाम आता है, जैसे crm.example।',
  'links.problem.not_an_address': 'यह ऐसा पता नहीं है जिसे खोला जा सके।',
  'links.problem.scheme_never': '“{scheme}:” से शुरू होने वाले लिंक कभी नहीं खोले जाते, क्योंकि वे इस कंप्यूटर को नुकसान पहुँचा सकते हैं।',
  'links.problem.scheme_not_allowed':
    '“{scheme}:” से शुरू होने वाले लिंक की अनुमति नहीं है। पहले सेटिंग में “कॉल लिंक” के नीचे “{scheme}” को अनुमति दें।',
  'links.problem.unknown_field':
    'कॉल में “{name}” नाम का कोई फ़ील्ड नहीं होता। कस्टम फ़ील्ड “custom.” से शुरू होते हैं, जैसे “custom.ticket”।',
  'links.problem.missing_field': 'इस कॉल में “{name}” नहीं है।',
  'links.problem.missing_custom_field': 'इस कॉल में कस्टम फ़ील्ड “{name}” नहीं है।',
  'links.problem.several_values': 'फ़ील्ड “{name}” में कई मान हैं। उनमें से एक का नाम लिखें, जैसे “{name}.id”।',
  'links.problem.changes_path': '“{name}” का मान लिंक को किसी और पेज पर ले जाएगा।',
  'links.problem.unsafe_in_host':
    '“{name}” का मान लिंक में इस जगह नहीं आ सकता: यहाँ केवल अंग्रेज़ी अक्षर, अंक, “+”, “-” और “_” आ सकते हैं।',
  'links.problem.too_long': 'लिंक {maximum, number} अक्षरों से लंबा है।',

  'links.open.notInSettings': 'यह लिंक अब सेटिंग में नहीं है।',
  'links.open.callGone': 'यह कॉल अब इतिहास में नहीं है।',
  'links.open.conditionFails': 'यह लिंक इस कॉल के लिए नहीं है।',
  'links.open.systemFailed': 'सिस्टम इसे नहीं खोल सका: {detail}',
  'links.open.notALink': 'यह ऐसा लिंक नहीं है जिसे खोला जा सके।',
  'links.open.notAnEmail': 'यह ई-मेल पता नहीं है।',
  'links.open.notAPhone': 'यह टेलीफ़ोन नंबर नहीं है।',
  'links.open.failedTitle': '“{name}” नहीं खुल सका',

  'links.call.more': 'और लिंक',
  'links.call.opened': '{name} खोला गया',

  'settings.group.links': 'कॉल लिंक',
  'links.description':
    'कॉल से सीधे आपके CRM के रिकॉर्ड तक एक क्लिक। कॉल पर लागू होने वाला पहला लिंक उसका मुख्य बटन है; बाकी उसके पास के मेनू में हैं।',
  'links.listName': 'कॉल लिंक',
  'links.add': 'लिंक जोड़ें',
  'links.edit': '{name} बदलें',
  'links.delete': '{name} हटाएँ',
  'links.deleted': '“{name}” हटा दिया गया।',
  'links.undo': 'वापस लाएँ',

  'links.editor.name': 'कॉल लिंक',
  'links.editor.nameLabel': 'नाम',
  'links.editor.namePlaceholder': 'CRM',
  'links.editor.noName': 'लिंक को नाम दें, जैसे CRM का नाम।',
  'links.editor.templateLabel': 'पता',
  'links.editor.insertField': 'फ़ील्ड डालें',

  'links.condition.label': 'कब दिखाएँ',
  'links.condition.always': 'हर कॉल पर',
  'links.condition.field_exists': 'जब कॉल में यह फ़ील्ड हो',
  'links.condition.field_equals': 'जब फ़ील्ड का मान यह हो',
  'links.condition.field': 'फ़ील्ड',
  'links.condition.value': 'मान',
  'links.condition.noField': 'वह फ़ील्ड लिखें जिस पर लिंक निर्भर है, जैसे “custom.ticket”।',
  'links.condition.describe.exists': 'जब {field} हो',
  'links.condition.describe.equals': 'जब {field} = {value}',

  'links.preview.label': 'पिछली कॉल के लिए, {number} पर',
  'links.preview.empty': 'पता लिखें; कॉल के फ़ील्ड दोहरे ब्रेस के बीच आते हैं।',
  'links.preview.noCall': 'पता ठीक है। कॉल आने पर वह यहाँ उन पर आज़माया जाएगा।',
  'links.preview.lastCall': 'पिछली कॉल के लिए: {sentence}',
  'links.preview.conditionFails': 'पिछली कॉल शर्त पूरी नहीं करती, इसलिए उस पर यह लिंक नहीं दिखता।',
  'links.preview.open': 'खोलें',

  'links.schemes.label': 'दूसरे प्रोग्राम',
  'links.schemes.description':
    'लिंक http या https से शुरू होते हैं। किसी दूसरे प्रोग्राम के लिंक की अनुमति देने के लिए उनकी शुरुआत जोड़ें, जैसे “zoiper”।',
  'links.schemes.listName': 'अनुमत शुरुआतें',
  'links.schemes.placeholder': 'केवल http और https',
  'links.schemes.remove': '{scheme} हटाएँ',
  'links.schemes.invalid': '“{text}” लिंक की शुरुआत नहीं है: अंग्रेज़ी अक्षर और अंक लिखें, जैसे zoiper।',
  'links.schemes.never': '“{text}:” से शुरू होने वाले लिंक इस कंप्यूटर को नुकसान पहुँचा सकते हैं और कभी नहीं खोले जाते।',
  'links.schemes.always': '“{text}:” से शुरू होने वाले लिंक की हमेशा अनुमति है।',
  'links.schemes.tooMany': 'अधिकतम {count, number} शुरुआतें।',
} as const;
