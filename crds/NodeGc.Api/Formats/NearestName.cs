namespace NodeGc.Api.Formats;

/// <summary>Suggests the name that was most likely meant by a misspelled one.</summary>
public static class NearestName
{
    /// <summary>A sentence with a leading space: <c> Did you mean layers?</c>; empty if nothing is similar.</summary>
    public static string Question(string given, IEnumerable<string> known) =>
        Find(given, known) is { } nearest ? $" Did you mean {nearest}?" : "";

    /// <summary>The one of <paramref name="known"/> that is most similar to <paramref name="given"/>, ignoring case: it
    /// has few edits for its length, or the same beginning. Null if there is none.</summary>
    public static string? Find(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given.Length == 0
            ? null
            : known
                .Select(name => (Name: name, Distance: Distance(given.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(one => one.Distance <= MostChanges(given) || IsStart(given, one.Name))
                .OrderBy(one => one.Distance)
                .ThenBy(one => one.Name, StringComparer.Ordinal)
                .Select(one => one.Name)
                .FirstOrDefault();
    }

    private static int MostChanges(string given) => Math.Max(1, given.Length / 3);

    /// <summary>Truncated or extended words, such as <c>vol</c> or <c>quarantines</c>.</summary>
    private static bool IsStart(string given, string name) =>
        given.Length >= 3
        && (
            name.StartsWith(given, StringComparison.OrdinalIgnoreCase)
            || given.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Number of letters to insert, delete, replace or swap with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[from.Length, to.Length];
    }
}
