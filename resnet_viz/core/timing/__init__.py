"""What a timed run is asked and what it says: options, report, trust, roofline, stored run."""
