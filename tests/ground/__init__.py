"""What has no subject of ours."""
