"""What is measured, and the command that measures it: ``python -m benchmarks [NAME…]``."""
