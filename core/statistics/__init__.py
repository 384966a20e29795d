"""Statistics: charts as chapters declare them, asked in SQL through the gate, small numbers hidden."""
