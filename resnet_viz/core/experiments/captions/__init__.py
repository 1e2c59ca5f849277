"""What may be said of a result: sentences, each with the condition under which it is true."""
