"""What the register shows: the list, an owner, a plan, an edition, a page, and the files behind them."""
