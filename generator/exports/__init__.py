"""The archive in the forms that others use: TEI, Markdown, SKOS, RO-Crate, a feed. Pure: from values to texts."""
