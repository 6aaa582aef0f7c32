"""What a build answers and gets, document by document, and whether it is better than another."""
