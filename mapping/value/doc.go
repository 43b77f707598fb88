// Package value reads the text of a spreadsheet cell: dates, numbers, weights, volumes, money, counts, countries,
// ports, containers, tariff numbers, bills, vessels, identifiers, addresses and parties, in the many ways that the
// world's shippers, forwarders and importers write them.
//
// # How a parser answers
//
// Every parser takes the text and, where it matters, evidence from around it: the unit or currency of a header, the
// decimal style of the workbook's numbers, the order of its dates, a country. It returns the value, remarks and an
// error.
//
//   - A Remark is something that a sender should see although the value was read: a leading zero restored, a check
//     digit that is wrong, a unit converted.
//   - An *Unreadable error says that the text holds no such value, why, and what to do.
//   - An *Ambiguous error holds every plausible reading. No parser ever chooses between two of them: more evidence
//     may, or a person.
//
// Where a heuristic decided, as with the city of a one-line address, the value carries a Confidence below 1 and a
// remark says what was decided. Codes of remarks and errors are stable, in lower snake case.
//
// The package is pure: it does no I/O but reading its embedded tables, and nothing in it panics on input or takes more
// than linear time in the length of a text. Errors may contain the text, since they go back to its sender, but never a
// personal identifier: see Mask.
//
// The tables stand under data, each with its format, source and licence at its top or in data/README.md.
package value
