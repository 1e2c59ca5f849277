"""What published weights of the family reach, as others measured it."""
