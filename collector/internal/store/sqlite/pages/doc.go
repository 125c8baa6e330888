// Package pages reads the rows of a SQLite file page by page, without SQLite.
//
// # Why
//
// SQLite finds a row by walking down from the root of its table. One broken page near the
// root hides all pages below it, though their rows are whole. So whoever saves what is left
// of a damaged file looks at every page for itself: a leaf of a table says of itself that it
// is one, and lists its rows with their numbers. It does not say of which table. That, and
// whether a row is sound, is for the caller to tell by what is in it.
//
// The format is described at https://www.sqlite.org/fileformat2.html.
package pages
