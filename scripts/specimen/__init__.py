"""What makes the specimen series: markup, typesetting, PDF writing and scanning."""
