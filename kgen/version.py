"""The version of kgen, known without importing anything."""

VERSION = "0.1.0"
