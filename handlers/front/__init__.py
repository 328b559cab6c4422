"""The front desk: what was heard is recognised, carried out and answered, whichever channel it came by."""
