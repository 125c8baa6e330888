package bank

import (
	"encoding/json"
	"net/http"
)

// maxBody bounds what the bank reads.
const maxBody = 16 << 10

func (b *Bank) create(w http.ResponseWriter, r *http.Request) {
	var ask Request
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&ask); err != nil || !ask.valid(b.config.ShopURL) {
		http.Error(w, "no valid payment", http.StatusBadRequest)
		return
	}
	b.answer(w, http.StatusCreated, b.ledger.add(ask, b.config.URL, b.config.Now()))
}

func (b *Bank) verify(w http.ResponseWriter, r *http.Request) {
	p, err := b.ledger.verify(r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	b.answer(w, http.StatusOK, p)
}

func (b *Bank) answer(w http.ResponseWriter, status int, p Payment) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		b.config.Log.Debug("the bank's answer was not delivered", "error", err)
	}
}
