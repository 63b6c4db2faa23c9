"""Reviews (đợt xét) at the secretary's desk: where each stands, what people answer, what a recount compares."""
