"""The public door: chat API, event streams, widget and desk."""
