namespace NodeGc.Agent.Reports;

/// <summary>Draws the lines of a tree given as rows with depths, each row after its parent.</summary>
internal static class TreeGuides
{
    /// <summary>The prefix of each row; empty for roots.</summary>
    public static string[] Draw(IReadOnlyList<int> depths)
    {
        var guides = new string[depths.Count];
        var continues = new List<bool>();
        for (var row = depths.Count - 1; row >= 0; row--)
        {
            var depth = depths[row];
            while (continues.Count <= depth)
                continues.Add(false);
            guides[row] = string.Concat(
                Enumerable.Range(1, depth).Select(level => Part(level == depth, continues[level]))
            );
            continues[depth] = true;
            continues.RemoveRange(depth + 1, continues.Count - depth - 1);
        }
        return guides;
    }

    private static string Part(bool isOwn, bool continues) =>
        (isOwn, continues) switch
        {
            (true, true) => "├─ ",
            (true, false) => "└─ ",
            (false, true) => "│  ",
            _ => "   ",
        };
}
