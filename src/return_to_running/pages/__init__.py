"""What authors write becomes the guide's pages: boxes, exercises, treatments, glossary."""
