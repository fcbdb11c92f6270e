namespace NodeGc.Testing.Charts;

/// <summary>Makes of a definition what an older release had.</summary>
public static class OldDefinition
{
    /// <summary>The YAML without the fields of this name, wherever they stand, and all below them.</summary>
    public static string Without(string yaml, string field)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var kept = new List<string>();
        int? dropped = null;
        foreach (var line in yaml.Split('\n'))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (dropped is { } depth && (line.Trim().Length == 0 || indent > depth))
                continue;
            dropped = line.Trim() == $"{field}:" ? indent : null;
            if (dropped is null)
                kept.Add(line);
        }
        return string.Join('\n', kept);
    }
}
