"""G1xx, G801: sums and balances within a report, and between a region and its subordinates."""
