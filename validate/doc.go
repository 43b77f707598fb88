// Package validate checks filings as a careful broker would, before the API does. Each thing that is wrong is said once,
// with its cell, its reason and the remedy, in words that the sender of the file understands.
//
// # Shape and meaning
//
// The `validate` tags of package filing say what shape the API wants; each tag is a rule here. What a value means is
// the matter of the other rules: small functions of one filing, one file for each theme. Rules lists them all. A value
// whose shape is wrong is not asked for its meaning, and what a rule says in better words is not said again by a tag.
//
// # Levels
//
// A rule's level says what becomes of the filing: an error keeps it from being sent, a hold waits for a person to
// decide, a warning travels along. Rules about numbers with check digits are errors: the number is wrong, and only its
// sender knows the right one. Config sets other levels, by code.
//
// # What mapping has said
//
// Problems that stand in a filing stay. A rule that would say one of them again keeps silent, and only makes it as
// severe as itself; so does one that would report as missing what mapping has said it could not read.
package validate
