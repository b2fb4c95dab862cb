"""The core part of the tests, and a site byte for byte, with each other Python that can be had."""
