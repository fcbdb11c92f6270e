namespace NodeGc.Collector;

/// <summary>Counts of things, for messages.</summary>
public static class Nouns
{
    /// <summary>For example <c>1 volume</c>, <c>4 images</c>, <c>2 image directories</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">The singular, with a regular plural.</param>
    public static string Count(int count, string noun) => $"{count} {(count == 1 ? noun : Plural(noun))}";

    /// <summary>The regular plural. Debris has none.</summary>
    public static string Plural(string noun) =>
        noun switch
        {
            "debris" => noun,
            [.. var stem, 'y'] => $"{stem}ies",
            [.., 's'] => $"{noun}es",
            _ => $"{noun}s",
        };
}
