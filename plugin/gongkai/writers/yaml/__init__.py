"""Reports and new sites as the YAML that an editor keeps."""
