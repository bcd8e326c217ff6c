/** Call links: their settings, preview and failures. */
export const enLinks = {
  'links.problem.unclosed': 'Character {position, number}: this “{open}” has no “{close}” after it.',
  'links.problem.stray_end': 'Character {position, number}: this “{close}” has no “{open}” before it.',
  'links.problem.empty_name': 'Character {position, number}: name a field between the braces, such as “to”.',
  'links.problem.not_a_variable':
    'Character {position, number}: only a field’s name can stand between the braces, no section or comment.',
  'links.problem.unknown_name':
    'Character {position, number}: calls have no field “{name}”. Custom fields begin with “custom.”, such as “custom.ticket”.',
  'links.problem.variable_in_scheme':
    'Character {position, number}: a field cannot choose where a link leads. Begin with https:// and the address.',
  'links.problem.variable_in_host':
    'Character {position, number}: a field cannot choose where a link leads. Write out the host’s name.',
  'links.problem.credentials': 'Character {position, number}: a name or password before “@” cannot be part of a link.',
  'links.problem.control_character': 'Character {position, number}: this is an invisible character. Please remove it.',
  'links.problem.no_scheme': 'Begin with https:// and the address of the page.',
  'links.problem.no_host': 'After http:// or https:// comes the host’s name, such as crm.example.',
  'links.problem.not_an_address': 'This is not an address that can be opened.',
  'links.problem.scheme_never': 'Links that begin with “{scheme}:” are never opened, as they could harm this computer.',
  'links.problem.scheme_not_allowed':
    'Links that begin with “{scheme}:” are not allowed. Allow “{scheme}” in the settings under “Call links” first.',
  'links.problem.unknown_field':
    'Calls have no field “{name}”. Custom fields begin with “custom.”, such as “custom.ticket”.',
  'links.problem.missing_field': 'This call has no “{name}”.',
  'links.problem.missing_custom_field': 'This call has no custom field “{name}”.',
  'links.problem.several_values': 'The field “{name}” holds several values. Name one of them, such as “{name}.id”.',
  'links.problem.changes_path': 'The value of “{name}” would lead to another page than the link says.',
  'links.problem.unsafe_in_host':
    'The value of “{name}” cannot stand where it is in the link: only letters, digits, “+”, “-” and “_” can stand there.',
  'links.problem.too_long': 'The link is longer than {maximum, number} characters.',

  'links.open.notInSettings': 'This link is no longer in the settings.',
  'links.open.callGone': 'This call is no longer in the history.',
  'links.open.conditionFails': 'This link is not meant for this call.',
  'links.open.systemFailed': 'The system could not open it: {detail}',
  'links.open.notALink': 'This is not a link that can be opened.',
  'links.open.notAnEmail': 'This is not an e-mail address.',
  'links.open.notAPhone': 'This is not a telephone number.',
  'links.open.failedTitle': '“{name}” could not be opened',

  'links.call.more': 'More links',
  'links.call.opened': 'Opened {name}',

  'settings.group.links': 'Call links',
  'links.description':
    'One click from a call to its record in your CRM. The first link that fits a call is its main button; the others are in the menu beside it.',
  'links.listName': 'Call links',
  'links.add': 'Add a link',
  'links.edit': 'Edit {name}',
  'links.delete': 'Delete {name}',
  'links.deleted': '“{name}” was deleted.',
  'links.undo': 'Undo',

  'links.editor.name': 'Call link',
  'links.editor.nameLabel': 'Name',
  'links.editor.namePlaceholder': 'CRM',
  'links.editor.noName': 'Give the link a name, such as the CRM’s.',
  'links.editor.templateLabel': 'Address',
  'links.editor.insertField': 'Insert field',

  'links.condition.label': 'Offer it',
  'links.condition.always': 'For every call',
  'links.condition.field_exists': 'Where a call has the field',
  'links.condition.field_equals': 'Where a field is',
  'links.condition.field': 'Field',
  'links.condition.value': 'Value',
  'links.condition.noField': 'Name the field that the link depends on, such as “custom.ticket”.',
  'links.condition.describe.exists': 'if {field} exists',
  'links.condition.describe.equals': 'if {field} = {value}',

  'links.preview.label': 'For the last call, to {number}',
  'links.preview.empty': 'Type an address; fields of the call go between double braces.',
  'links.preview.noCall': 'The address is in order. It is tried here on your calls once there are some.',
  'links.preview.lastCall': 'For the last call: {sentence}',
  'links.preview.conditionFails': 'The last call does not meet the condition, so it would not be offered this link.',
  'links.preview.open': 'Open',

  'links.schemes.label': 'Other programs',
  'links.schemes.description':
    'Links begin with http or https. Add the beginning of another program’s links, such as “zoiper”, to allow those as well.',
  'links.schemes.listName': 'Allowed beginnings',
  'links.schemes.placeholder': 'http and https only',
  'links.schemes.remove': 'Remove {scheme}',
  'links.schemes.invalid': '“{text}” is not the beginning of a link: use letters and digits, such as zoiper.',
  'links.schemes.never': 'Links that begin with “{text}:” could harm this computer, and are never opened.',
  'links.schemes.always': 'Links that begin with “{text}:” are always allowed.',
  'links.schemes.tooMany': 'At most {count, number} beginnings.',
} as const;
