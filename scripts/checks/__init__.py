"""What `check.py` measures and finds in the built site, and what `review_due.py` lists.

article -> what a patient reads of a page, as sentences
reading -> how hard those sentences are
pages   -> the site's pages, with their front matter
claims  -> what a page says without a source
faults  -> what is missing, broken, overdue or too hard
report  -> the table
due     -> which reviews are due
"""
