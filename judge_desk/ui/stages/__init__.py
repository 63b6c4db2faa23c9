"""Stages: what the secretary does with a contest folder, one module for each row of the rail and what stands behind."""
