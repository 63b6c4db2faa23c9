"""How we say it: one and the same sentence, number and date in window, terminal and paper."""
