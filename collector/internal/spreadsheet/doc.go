// Package spreadsheet writes CSV that is harmless to open.
//
// A spreadsheet takes a cell that begins with = + - or @ for a formula and computes it, and
// a formula may fetch what lies on the reader's machine and send it elsewhere. What shoppers
// and advertisements say (a campaign's name, a review, a customer id) ends up in exports, so
// anybody could put one there. It does not even have to stand at the beginning of a cell:
// where a comma is the decimal sign, spreadsheets cut lines at semicolons, so what follows a
// semicolon within a text begins a cell of its own.
//
// Therefore every such place gets an apostrophe before it, at the beginning of a cell and
// after whatever may separate cells. Numbers are left as they are, negative ones too: they
// are what exports are for, and no number does anything. Programs that want each text to the
// letter read JSON Lines, where nothing is changed.
package spreadsheet
