"""Reviews (đợt xét) at the secretary's desk: where each stands, worked out from the contest's file or loose files."""
