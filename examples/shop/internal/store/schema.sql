CREATE TABLE IF NOT EXISTS stock (
	product TEXT PRIMARY KEY,
	pieces  INTEGER NOT NULL CHECK (pieces >= 0)
) STRICT;

CREATE TABLE IF NOT EXISTS customers (
	id            TEXT PRIMARY KEY,
	contact       TEXT NOT NULL UNIQUE,
	referral_code TEXT NOT NULL UNIQUE,
	created_at    INTEGER NOT NULL
) STRICT;

-- One row per log-in. The token is in the customer's cookie; only its hash is here.
CREATE TABLE IF NOT EXISTS logins (
	hash       BLOB PRIMARY KEY,
	customer   TEXT NOT NULL REFERENCES customers,
	created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS codes (
	contact    TEXT PRIMARY KEY,
	code       TEXT NOT NULL,
	tries      INTEGER NOT NULL,
	expires_at INTEGER NOT NULL
) STRICT;

-- The token is the cookie that opens a cart, the id the name that others may know it by.
CREATE TABLE IF NOT EXISTS carts (
	id         TEXT PRIMARY KEY,
	token      TEXT NOT NULL UNIQUE,
	customer   TEXT NOT NULL,
	open       INTEGER NOT NULL,
	coupon     TEXT NOT NULL,
	recipient  TEXT NOT NULL,
	contact    TEXT NOT NULL,
	city       TEXT NOT NULL,
	street     TEXT NOT NULL,
	postcode   TEXT NOT NULL,
	shipping   INTEGER NOT NULL, -- 1 once the shopper has accepted the quote
	updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS carts_customer ON carts (customer, updated_at);

CREATE TABLE IF NOT EXISTS cart_lines (
	cart     TEXT NOT NULL REFERENCES carts,
	product  TEXT NOT NULL,
	quantity INTEGER NOT NULL CHECK (quantity > 0),
	PRIMARY KEY (cart, product)
) STRICT, WITHOUT ROWID;

-- Every attempt at paying is an order of its own, pending until the bank has spoken.
CREATE TABLE IF NOT EXISTS orders (
	id            TEXT PRIMARY KEY,
	secret        TEXT NOT NULL UNIQUE,
	payment       TEXT NOT NULL,
	cart          TEXT NOT NULL,
	customer      TEXT NOT NULL,
	visitor       TEXT NOT NULL,
	consent       TEXT NOT NULL,
	surface       TEXT NOT NULL,
	state         TEXT NOT NULL,
	method        TEXT NOT NULL,
	coupon        TEXT NOT NULL,
	referral_code TEXT NOT NULL,
	items         INTEGER NOT NULL,
	discount      INTEGER NOT NULL,
	shipping      INTEGER NOT NULL,
	recipient     TEXT NOT NULL,
	contact       TEXT NOT NULL,
	city          TEXT NOT NULL,
	street        TEXT NOT NULL,
	postcode      TEXT NOT NULL,
	lang          TEXT NOT NULL,
	created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS orders_customer ON orders (customer, created_at);
CREATE INDEX IF NOT EXISTS orders_created ON orders (created_at);
CREATE UNIQUE INDEX IF NOT EXISTS orders_payment ON orders (payment) WHERE payment <> '';

CREATE TABLE IF NOT EXISTS order_lines (
	order_id TEXT NOT NULL REFERENCES orders,
	product  TEXT NOT NULL,
	quantity INTEGER NOT NULL,
	price    INTEGER NOT NULL,
	PRIMARY KEY (order_id, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS reviews (
	id         INTEGER PRIMARY KEY,
	product    TEXT NOT NULL,
	rating     INTEGER NOT NULL,
	text       TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS reviews_product ON reviews (product, id);

CREATE TABLE IF NOT EXISTS messages (
	id         INTEGER PRIMARY KEY,
	contact    TEXT NOT NULL,
	topic      TEXT NOT NULL,
	text       TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
