"""What the checks of cited documents share: where a report cites one, which it is, how a title deviates."""
