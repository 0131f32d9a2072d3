"""From a protocol file to a calculator on a page."""
