//! Kits to pages: templates give Markdown, Markdown gives blocks, blocks give a PDF.
