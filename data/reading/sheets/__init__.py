"""People's own sheets: months side by side, subtotals and tax, restated as entries."""
