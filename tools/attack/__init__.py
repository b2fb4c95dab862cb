"""Long runs against what must hold: `make attack` and `make fuzz`. Their figures stand in docs/developer.md."""
