// Package layout finds out where on a sheet the labels and their values are. It knows forms (the value to the right
// of its label, below it, or in the same cell), blocks of a party under its heading, blocks side by side, numbered
// lists with explanations and examples beside them, options with boxes to tick, tables with headers of one or several
// rows, parties one a row or one a column, and all of these together on one sheet. What it finds are Facts: a term of
// the vocabulary, the text that stands for it, and the cells of both. What the text means is not its business, only
// whether it could.
package layout
