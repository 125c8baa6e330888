// Package bank plays the bank: a payment gateway on an origin of its own, which the shop sends
// its shoppers to and asks, server to server, what became of them.
//
// The shopper decides what the bank does, since that is what a demonstration needs: approve,
// decline, be slow, or see the shopper never come back. Of a payment that was approved the
// bank tells the shop's server too, unless the shop has asked by itself in the meantime; so an
// order completes whose buyer closed the tab. What the bank says there is only "ask me", and
// the shop believes nothing that it has not asked for.
//
// Payments are kept in memory: they end with the program.
package bank
