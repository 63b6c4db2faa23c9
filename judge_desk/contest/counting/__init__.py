"""From marks to prizes: scores with their working, places with their traces, open questions."""
