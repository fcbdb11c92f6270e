namespace NodeGc.Collector.Planning;

/// <summary>Verdict of the recheck of a plan item directly before its removal.</summary>
public abstract record ItemVerdict
{
    private ItemVerdict() { }

    /// <summary>Still garbage, and still the same directory.</summary>
    public sealed record StillGarbage : ItemVerdict;

    /// <summary>Something needs it now, or may need it.</summary>
    public sealed record NowInUse(string Reason) : ItemVerdict;

    /// <summary>It is another directory now.</summary>
    public sealed record Replaced : ItemVerdict;

    /// <summary>It no longer exists.</summary>
    public sealed record Gone : ItemVerdict;
}
