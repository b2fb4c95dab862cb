"""What has no subject of ours: JSON text, progress, extras, memory."""
