"""The steps of `drive.py`."""
