"""What the user holds: the document and all that it can become; start reading at `document`."""
