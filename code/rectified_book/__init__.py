"""The book's own code: what its pages show, measure and ask."""
