"""Documents → articles: PDF, Word, mail. Imported only when one is met."""
