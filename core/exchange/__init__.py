"""What leaves the system on paper or as a file: registers in Excel, documents in Word."""
