namespace NodeGc.Collector.Accounting;

/// <summary>The constant words of reports and of the API for each part.</summary>
public static class StorePartWords
{
    /// <summary>The part in camel case, for example <c>imageLayers</c>.</summary>
    public static string Word(this StorePart part)
    {
        var name = part.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
