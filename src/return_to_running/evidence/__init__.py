"""From CSL-JSON references to numbered citations."""
