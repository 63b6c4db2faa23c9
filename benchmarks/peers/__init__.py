"""What a panel would use instead, as processes of their own: run by another interpreter, which has their libraries."""
