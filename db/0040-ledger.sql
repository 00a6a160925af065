-- Tax that a supplier put on an invoice and that the tax office gives back: it is no cost, and not what we owe.
insert into ledger.purpose (name, class, side, bounded, floor, lots) values
  ('tax_recoverable', 'asset', 'debit', false, null, false);

-- Every purchase of stock is looked at for as long as it is history, used up or not.
create index lot_of_stock on ledger.lot (account_id, id) where source = 'wholesale';
