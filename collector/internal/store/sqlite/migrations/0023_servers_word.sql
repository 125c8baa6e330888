-- The server's word dates an order and says whose it is. Households with orders are folded anew.

INSERT INTO dirty (household, mark)
SELECT DISTINCT household, (SELECT coalesce(max(seq), 0) FROM event) FROM node WHERE kind = 4 -- journey.Transaction
ON CONFLICT DO NOTHING;
