"""G4xx: a report against that of the year before."""
