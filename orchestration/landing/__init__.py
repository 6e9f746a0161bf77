"""Landing: the files of the inbox become raw tables, all text, nothing lost."""
