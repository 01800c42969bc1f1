"""Who is told of what happens to a case: hears of changes and writes notices, which `notifications` sends."""
