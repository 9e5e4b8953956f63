"""One frozen, typed answer for each question people ask, worked out here alone, sentences included."""
