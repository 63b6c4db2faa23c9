"""Parts that every page is made of; they know words and look, and no desk."""
