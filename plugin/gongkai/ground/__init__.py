"""What has nothing to do with reports: JSON text, progress, extras, memory."""
