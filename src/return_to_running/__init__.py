"""A patient guide's return-to-running calculator, its evidence, and its publishing."""
